// IABLogon: what MAPI calls for all clients of a logon.
#pragma once

#include "faults.h"
#include "logon-scope.h"

namespace native_address_book {

class LogonObject final : public ComObject<LogonObject, IABLogon> {
 public:
  explicit LogonObject(LogonScopePtr scope) : scope_(std::move(scope)) {
    if (HasFault(Fault::LeaksTheLogon)) AddRef();
  }
  // A logon that is released without Logoff ends all the same.
  ~LogonObject() { scope_->End(); }

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IABLogon) != FALSE; }

  STDMETHODIMP GetLastError(HRESULT hr, ULONG flags, LPMAPIERROR* error) noexcept override {
    return last_error_.Get(hr, flags, error);
  }
  STDMETHODIMP Logoff(ULONG flags) noexcept override;
  STDMETHODIMP OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) noexcept override;
  STDMETHODIMP CompareEntryIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG flags,
                               ULONG* result) noexcept override;
  STDMETHODIMP Advise(ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink,
                      UIntParam* connection) noexcept override;
  STDMETHODIMP Unadvise(UIntParam connection) noexcept override;
  STDMETHODIMP OpenStatusEntry(LPCIID iid, ULONG flags, ULONG* type, LPMAPISTATUS* entry) noexcept override;
  STDMETHODIMP OpenTemplateID(ULONG size, LPENTRYID template_id, ULONG template_flags, LPMAPIPROP data, LPCIID iid,
                              LPMAPIPROP* made, LPMAPIPROP sibling) noexcept override;
  STDMETHODIMP GetOneOffTable(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP PrepareRecips(ULONG flags, LPSPropTagArray tags, LPADRLIST recipients) noexcept override;

 private:
  template <typename Body>
  HRESULT Guard(Body&& body) noexcept {
    return scope_->Guard(last_error_, std::forward<Body>(body));
  }

  LogonScopePtr scope_;
  LastError last_error_;
};

}  // namespace native_address_book
