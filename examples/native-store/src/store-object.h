// IMsgStore: the store as a client, or the spooler, has it.
#pragma once

#include "store-property-object.h"
#include "table.h"

namespace native_store {

class Provider;

// Ends a logon, once, whoever asks: the last Release of the store object, IMSLogon::Logoff, the last Release of the
// logon object, or the provider object at its end.
class LogonEnd {
 public:
  virtual ~LogonEnd() = default;
  // The orderly part: transports let go of the store. `flags` as in IMsgStore::StoreLogoff, which comes back changed.
  virtual HRESULT LogOffTransports(ULONG* flags) = 0;
  virtual HRESULT End() = 0;
  // The logon, of the same client, at the store that an entry id belongs to; null where that is not open.
  virtual LogonScopePtr ScopeOf(ULONG size, LPENTRYID entry_id) = 0;
};

class StoreObject final : public StorePropertyObject<StoreObject, IMsgStore> {
 public:
  StoreObject(LogonScopePtr scope, std::shared_ptr<LogonEnd> end)
      : StorePropertyObject(std::move(scope)), end_(std::move(end)) {}

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IMsgStore) || IsEqualIID(iid, IID_IMAPIProp); }
  STDMETHODIMP_(ULONG) Release() noexcept override;

  STDMETHODIMP Advise(ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink,
                      UIntParam* connection) noexcept override;
  STDMETHODIMP Unadvise(UIntParam connection) noexcept override;
  STDMETHODIMP CompareEntryIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG flags,
                               ULONG* result) noexcept override;
  STDMETHODIMP OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) noexcept override;
  STDMETHODIMP SetReceiveFolder(LPTSTR message_class, ULONG flags, ULONG size, LPENTRYID entry_id) noexcept override;
  STDMETHODIMP GetReceiveFolder(LPTSTR message_class, ULONG flags, ULONG* size, LPENTRYID* entry_id,
                                LPTSTR* explicit_class) noexcept override;
  STDMETHODIMP GetReceiveFolderTable(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP StoreLogoff(ULONG* flags) noexcept override;
  STDMETHODIMP AbortSubmit(ULONG size, LPENTRYID entry_id, ULONG flags) noexcept override;
  STDMETHODIMP GetOutgoingQueue(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP SetLockState(LPMESSAGE message, ULONG lock_state) noexcept override;
  STDMETHODIMP FinishedMsg(ULONG flags, ULONG size, LPENTRYID entry_id) noexcept override;
  STDMETHODIMP NotifyNewMail(LPNOTIFICATION notification) noexcept override;

  ObjectFacts Facts() override;
  void Change(const std::function<void(PropertyBag&)>& change) override;
  const IID& OwnInterface() const override { return IID_IMsgStore; }

 private:
  void RequireSpooler() const;
  StoredObjectPtr QueuedMessage(ULONG size, LPENTRYID entry_id) const;

  std::shared_ptr<LogonEnd> end_;
};

// What the store object and the logon object have in common.
ULONG_PTR AdviseAt(LogonScope& scope, ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink);
bool IsSameEntry(const Store& store, ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2);

}  // namespace native_store
