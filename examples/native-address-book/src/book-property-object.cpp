#include "book-property-object.h"

namespace native_address_book {

namespace {

class BookView final : public ObjectView {
 public:
  explicit BookView(const BookPropertyHost& host) : host_(host) {}

  std::optional<Property> Find(ULONG tag) const override { return Shown().Copy(tag); }
  std::vector<Property> All() const override { return Shown().all(); }
  std::vector<ULONG> ObjectTags() const override { return host_.ObjectTags(); }
  bool IsComputed(ULONG tag) const override { return host_.IsComputed(tag); }

 private:
  // Put together once, where it is asked for.
  const PropertyBag& Shown() const {
    if (!shown_) shown_ = host_.Shown();
    return *shown_;
  }

  const BookPropertyHost& host_;
  mutable std::optional<PropertyBag> shown_;
};

}  // namespace

std::unique_ptr<ObjectView> BookPropertyHost::View() { return std::make_unique<BookView>(*this); }

void BookPropertyHost::RequireWritable() {
  if (!is_writable()) throw Failure(MAPI_E_NO_ACCESS, "the object is open for reading only");
}

// An address book that is not broken takes that of PropertyHost as it is.
Property BookPropertyHost::Streamed(ULONG tag, const Bytes& bytes) {
  Bytes kept = bytes;
  if (HasFault(Fault::CutsStreams)) kept.resize(std::min<std::size_t>(kept.size(), 0x10000));
  return PropertyHost::Streamed(tag, kept);
}

}  // namespace native_address_book
