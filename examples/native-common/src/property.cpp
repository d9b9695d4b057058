#include "property.h"

#include <chrono>

namespace native {

Property LongProperty(ULONG tag, LONG value) { return {tag, static_cast<std::int64_t>(value)}; }
Property BooleanProperty(ULONG tag, bool value) { return {tag, static_cast<std::int64_t>(value)}; }
Property TimeProperty(ULONG tag, std::int64_t file_time) { return {tag, file_time}; }
Property TextProperty(ULONG tag, Text value) { return {tag, std::move(value)}; }
Property BytesProperty(ULONG tag, Bytes value) { return {tag, std::move(value)}; }
Property ErrorProperty(ULONG tag, SCODE code) { return {Retag(tag, PT_ERROR), static_cast<std::int64_t>(code)}; }

ULONG KeptType(ULONG type) {
  if (type == PT_STRING8) return PT_UNICODE;
  return type == PT_MV_STRING8 ? PT_MV_UNICODE : type;
}

ULONG ShownTag(ULONG tag, bool unicode) {
  if (unicode) return tag;
  if (PROP_TYPE(tag) == PT_UNICODE) return Retag(tag, PT_STRING8);
  return PROP_TYPE(tag) == PT_MV_UNICODE ? Retag(tag, PT_MV_STRING8) : tag;
}

std::int64_t Now() {
  using namespace std::chrono;
  constexpr std::int64_t kFrom1601To1970 = 116444736000000000;
  const auto since_1970 =
      duration_cast<duration<std::int64_t, std::ratio<1, 10000000>>>(system_clock::now().time_since_epoch());
  return kFrom1601To1970 + since_1970.count();
}

int Compare(const Value& left, const Value& right) {
  if (left.index() != right.index()) return left.index() < right.index() ? -1 : 1;
  if (left < right) return -1;
  return right < left ? 1 : 0;
}

std::size_t SizeOf(const Property& property) {
  struct Visitor {
    std::size_t operator()(std::monostate) const { return 0; }
    std::size_t operator()(std::int64_t) const { return 8; }
    std::size_t operator()(double) const { return 8; }
    std::size_t operator()(const Text& text) const { return text.size() * sizeof(WCHAR); }
    std::size_t operator()(const Bytes& bytes) const { return bytes.size(); }
    std::size_t operator()(const std::vector<std::int64_t>& values) const { return values.size() * 8; }
    std::size_t operator()(const std::vector<double>& values) const { return values.size() * 8; }
    std::size_t operator()(const std::vector<Text>& values) const {
      std::size_t size = 0;
      for (const Text& value : values) size += (*this)(value);
      return size;
    }
    std::size_t operator()(const std::vector<Bytes>& values) const {
      std::size_t size = 0;
      for (const Bytes& value : values) size += value.size();
      return size;
    }
  };
  return std::visit(Visitor{}, property.value);
}

}  // namespace native
