// The provider object: the first that MAPI gets of the address book, and the one that it tells about the end of the
// process.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "logon-scope.h"
#include "provider-object.h"

namespace native_address_book {

// Its base has IUnknown, and adds IMAPIProviderShutdown to IABProvider: ../../native-common/src/provider-object.h.
class Provider final : public ProviderObject<Provider, IABProvider> {
 public:
  static constexpr const IID& kInterfaceId = IID_IABProvider;

  // For Fault::NoInterface.
  STDMETHODIMP QueryInterface(REFIID iid, LPVOID* object) noexcept override;

  STDMETHODIMP Shutdown(ULONG* flags) noexcept override;
  STDMETHODIMP Logon(LPMAPISUP support, UIntParam window, LPTSTR profile, ULONG flags, ULONG* security_size,
                     LPBYTE* security, LPMAPIERROR* error, LPABLOGON* logon) noexcept override;

  // fast-shutdown.cpp.
  STDMETHODIMP QueryFastShutdown() noexcept override;
  STDMETHODIMP NotifyProcessShutdown() noexcept override;
  STDMETHODIMP DoFastShutdown() noexcept override;

 private:
  friend ProviderObject;

  ~Provider();
  // Those of all logons that are not over, each once: what they have acknowledged has to be on the disk before the
  // process ends.
  std::vector<std::shared_ptr<Book>> Books();

  std::mutex mutex_;
  // The logons own them, and what was opened through them.
  std::vector<std::weak_ptr<LogonScope>> logons_;
};

}  // namespace native_address_book
