// IMAPIProp of what the address book has: containers, entries and lists.
#pragma once

#include "logon-scope.h"
#include "property-object.h"

namespace native_address_book {

class BookPropertyHost : public PropertyHost {
 public:
  explicit BookPropertyHost(LogonScopePtr scope) : scope_(std::move(scope)) {}

  const LogonScopePtr& scope() const { return scope_; }
  Book& book() const { return scope_->book(); }

  // All properties as they are now, the computed ones among them.
  virtual PropertyBag Shown() const = 0;
  virtual bool IsComputed(ULONG tag) const = 0;
  virtual std::vector<ULONG> ObjectTags() const { return {}; }
  virtual bool is_writable() const = 0;

  std::unique_ptr<ObjectView> View() override;
  void RequireWritable() override;
  Property Streamed(ULONG tag, const Bytes& bytes) override;
  // All objects of an address book have them in common.
  std::vector<Text> Names() override { return book().Names(); }
  void KeepNames(std::vector<Text> names) override { book().KeepNames(std::move(names)); }

 protected:
  ~BookPropertyHost() = default;

 private:
  LogonScopePtr scope_;
};

template <typename Self, typename Interface>
using BookPropertyObject = PropertyObject<Self, Interface, BookPropertyHost>;

}  // namespace native_address_book
