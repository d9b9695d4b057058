// IMAPIFolder. Every change is permanent at once, as far as a client can see.
#pragma once

#include "store-property-object.h"
#include "table.h"

namespace native_store {

class Folder final : public StorePropertyObject<Folder, IMAPIFolder> {
 public:
  Folder(LogonScopePtr scope, const ObjectId& id) : StorePropertyObject(std::move(scope)), id_(id) {}

  bool Answers(REFIID iid) const {
    return IsEqualIID(iid, IID_IMAPIFolder) || IsEqualIID(iid, IID_IMAPIContainer) || IsEqualIID(iid, IID_IMAPIProp);
  }

  STDMETHODIMP GetContentsTable(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP GetHierarchyTable(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) noexcept override;
  STDMETHODIMP SetSearchCriteria(LPSRestriction, LPENTRYLIST, ULONG) noexcept override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP GetSearchCriteria(ULONG, LPSRestriction*, LPENTRYLIST*, ULONG*) noexcept override {
    return MAPI_E_NO_SUPPORT;
  }

  STDMETHODIMP CreateMessage(LPCIID iid, ULONG flags, LPMESSAGE* message) noexcept override;
  STDMETHODIMP CopyMessages(LPENTRYLIST messages, LPCIID iid, LPVOID destination, UIntParam ui_param,
                            LPMAPIPROGRESS progress, ULONG flags) noexcept override;
  STDMETHODIMP DeleteMessages(LPENTRYLIST messages, UIntParam ui_param, LPMAPIPROGRESS progress,
                              ULONG flags) noexcept override;
  STDMETHODIMP CreateFolder(ULONG type, LPTSTR name, LPTSTR comment, LPCIID iid, ULONG flags,
                            LPMAPIFOLDER* folder) noexcept override;
  STDMETHODIMP CopyFolder(ULONG size, LPENTRYID entry_id, LPCIID iid, LPVOID destination, LPTSTR new_name,
                          UIntParam ui_param, LPMAPIPROGRESS progress, ULONG flags) noexcept override;
  STDMETHODIMP DeleteFolder(ULONG size, LPENTRYID entry_id, UIntParam ui_param, LPMAPIPROGRESS progress,
                            ULONG flags) noexcept override;
  STDMETHODIMP SetReadFlags(LPENTRYLIST messages, UIntParam ui_param, LPMAPIPROGRESS progress,
                            ULONG flags) noexcept override;
  STDMETHODIMP GetMessageStatus(ULONG size, LPENTRYID entry_id, ULONG flags, ULONG* status) noexcept override;
  STDMETHODIMP SetMessageStatus(ULONG size, LPENTRYID entry_id, ULONG status, ULONG mask,
                                ULONG* old_status) noexcept override;
  STDMETHODIMP SaveContentsSort(LPSSortOrderSet order, ULONG flags) noexcept override;
  STDMETHODIMP EmptyFolder(UIntParam ui_param, LPMAPIPROGRESS progress, ULONG flags) noexcept override;

  ObjectFacts Facts() override;
  void Change(const std::function<void(PropertyBag&)>& change) override;
  HRESULT Refusal(const Property& property) override;
  bool OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) override;
  const IID& OwnInterface() const override { return IID_IMAPIFolder; }

 private:
  ObjectId id_;
};

// The tables of a folder, and the columns that tables of messages have.
ComPtr<Table> ContentsTable(const LogonScopePtr& scope, const ObjectId& folder, ULONG flags);
ComPtr<Table> HierarchyTable(const LogonScopePtr& scope, const ObjectId& folder, ULONG flags);
ComPtr<Table> OutgoingQueueTable(const LogonScopePtr& scope, ULONG flags);

// Opens a folder, a message or the store itself by its entry id; null is the root folder.
HRESULT OpenEntryOf(const LogonScopePtr& scope, IMsgStore* store_object, ULONG size, LPENTRYID entry_id, LPCIID iid,
                    ULONG flags, ULONG* type, LPUNKNOWN* object);

}  // namespace native_store
