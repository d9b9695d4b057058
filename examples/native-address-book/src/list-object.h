// IDistList: a distribution list that is open, or being made.
//
// CreateEntry with the entry id of somebody in this address book makes that entry a member, when what it gives is saved;
// with anything else it makes a new entry in the list's container, which is a member too. CopyEntries adds members, also
// such as are in other address books or in none; DeleteEntries takes members out, and deletes no entries.
#pragma once

#include "entries-object.h"

namespace native_address_book {

class ListObject final : public EntriesObject<ListObject, IDistList> {
 public:
  ListObject(const LogonScopePtr& scope, Draft draft) : EntriesObject(scope), draft_(std::move(draft)) {}

  bool Answers(REFIID iid) const {
    return IsEqualIID(iid, IID_IDistList) || IsEqualIID(iid, IID_IMAPIContainer) || IsEqualIID(iid, IID_IMAPIProp);
  }

  STDMETHODIMP SaveChanges(ULONG flags) noexcept override {
    return Guard([&]() -> HRESULT {
      draft_.Save(flags);
      return S_OK;
    });
  }

  PropertyBag Shown() const override { return ShownEntry(book(), draft_.entry(), draft_.is_writable()); }
  bool IsComputed(ULONG tag) const override { return IsComputedOfEntry(draft_.entry(), tag); }
  std::vector<ULONG> ObjectTags() const override { return {PR_CONTAINER_CONTENTS}; }
  bool OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) override {
    return OpenTable(tag, iid, flags, object);
  }
  bool is_writable() const override { return draft_.is_writable(); }
  void Change(const std::function<void(PropertyBag&)>& change) override { draft_.Change(change); }
  const IID& OwnInterface() const override { return IID_IDistList; }

 private:
  ComPtr<IMAPITable> Contents(ULONG flags) override;
  ComPtr<IMAPITable> Hierarchy(ULONG flags) override;
  ComPtr<IMAPIProp> Create(ULONG size, const void* source, ULONG flags) override;
  void Copy(ULONG size, const void* entry_id, ULONG flags) override;
  void Delete(ULONG size, const void* entry_id) override;
  std::vector<PropertyBag> Candidates() override;

  Draft draft_;
};

}  // namespace native_address_book
