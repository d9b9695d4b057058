// IXPLogon: what the spooler calls.
#pragma once

#include <map>
#include <memory>

#include "com.h"
#include "post.h"
#include "submission.h"

namespace native_transport {

class Logon final : public ComObject<Logon, IXPLogon> {
 public:
  // Adds a reference to the support object, and keeps it until the logon ends: without it MAPI frees it.
  Logon(LPMAPISUP support, std::shared_ptr<Post> post);
  ~Logon();

  static bool Answers(REFIID iid) { return IsEqualIID(iid, IID_IXPLogon) != FALSE; }

  STDMETHODIMP AddressTypes(ULONG* flags, ULONG* type_count, LPTSTR** types, ULONG* uid_count,
                            LPMAPIUID** uids) noexcept override;
  STDMETHODIMP RegisterOptions(ULONG* flags, ULONG* count, LPOPTIONDATA* options) noexcept override;
  STDMETHODIMP TransportNotify(ULONG* flags, LPVOID* data) noexcept override;
  STDMETHODIMP Idle(ULONG flags) noexcept override;
  STDMETHODIMP TransportLogoff(ULONG flags) noexcept override;
  STDMETHODIMP SubmitMessage(ULONG flags, LPMESSAGE message, UIntParam* reference,
                             UIntParam* seconds) noexcept override;
  STDMETHODIMP EndMessage(UIntParam reference, ULONG* flags) noexcept override;
  STDMETHODIMP Poll(ULONG* is_waiting) noexcept override;
  STDMETHODIMP StartMessage(ULONG flags, LPMESSAGE message, UIntParam* reference) noexcept override;
  STDMETHODIMP OpenStatusEntry(LPCIID iid, ULONG flags, ULONG* type, LPMAPISTATUS* entry) noexcept override;
  STDMETHODIMP ValidateState(UIntParam window, ULONG flags) noexcept override;
  STDMETHODIMP FlushQueues(UIntParam window, ULONG size, LPENTRYID transport, ULONG flags) noexcept override;

  // Brings the status row up to date.
  void ShowState();

 private:
  // The body of a method, while the logon lasts.
  template <typename Body>
  HRESULT Guard(Body&& body) noexcept;
  void End() noexcept;

  ComPtr<IMAPISupport> support_;
  // Null when the logon has ended.
  std::shared_ptr<Post> post_;
  ULONG status_ = STATUS_AVAILABLE;
  UIntParam last_reference_ = 0;
  // For Fault::UsesTheMessageAfterEndMessage.
  IMessage* lent_ = nullptr;
};

}  // namespace native_transport
