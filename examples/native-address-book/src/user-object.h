// IMailUser: an entry that is open, or being made.
#pragma once

#include "draft.h"
#include "book-property-object.h"
#include "rows.h"

namespace native_address_book {

class UserObject final : public BookPropertyObject<UserObject, IMailUser> {
 public:
  UserObject(const LogonScopePtr& scope, Draft draft) : PropertyObject(scope), draft_(std::move(draft)) {}

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IMailUser) || IsEqualIID(iid, IID_IMAPIProp); }

  STDMETHODIMP SaveChanges(ULONG flags) noexcept override {
    return Guard([&]() -> HRESULT {
      draft_.Save(flags);
      return S_OK;
    });
  }

  PropertyBag Shown() const override { return ShownEntry(book(), draft_.entry(), draft_.is_writable()); }
  bool IsComputed(ULONG tag) const override { return IsComputedOfEntry(draft_.entry(), tag); }
  bool is_writable() const override { return draft_.is_writable(); }
  void Change(const std::function<void(PropertyBag&)>& change) override { draft_.Change(change); }
  const IID& OwnInterface() const override { return IID_IMailUser; }

 private:
  Draft draft_;
};

}  // namespace native_address_book
