// IMSLogon: MAPI's own handle of a logon.
#pragma once

#include "store-object.h"

namespace native_store {

class LogonObject final : public ComObject<LogonObject, IMSLogon> {
 public:
  LogonObject(LogonScopePtr scope, std::shared_ptr<LogonEnd> end) : scope_(std::move(scope)), end_(std::move(end)) {}

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IMSLogon); }
  STDMETHODIMP_(ULONG) Release() noexcept override;

  STDMETHODIMP GetLastError(HRESULT hr, ULONG flags, LPMAPIERROR* error) noexcept override;
  STDMETHODIMP Logoff(ULONG* flags) noexcept override;
  STDMETHODIMP OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) noexcept override;
  STDMETHODIMP CompareEntryIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG flags,
                               ULONG* result) noexcept override;
  STDMETHODIMP Advise(ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink,
                      UIntParam* connection) noexcept override;
  STDMETHODIMP Unadvise(UIntParam connection) noexcept override;
  STDMETHODIMP OpenStatusEntry(LPCIID, ULONG, ULONG*, LPVOID*) noexcept override { return MAPI_E_NO_SUPPORT; }

 private:
  template <typename Body>
  HRESULT Guard(Body&& body) noexcept {
    return scope_->Guard(last_error_, std::forward<Body>(body));
  }

  LogonScopePtr scope_;
  std::shared_ptr<LogonEnd> end_;
  LastError last_error_;
};

}  // namespace native_store
