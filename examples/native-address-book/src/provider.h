// The provider object: the first that MAPI gets of the address book, and the one that it tells about the end of the
// process.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "com.h"
#include "logon-scope.h"

namespace native_address_book {

// Two lines of interfaces: IABProvider, which was there, and IMAPIProviderShutdown, which fast shutdown adds. Both have
// an IUnknown, so QueryInterface, AddRef and Release are written here, once for both.
class Provider final : public IABProvider, public IMAPIProviderShutdown {
 public:
  Provider() = default;
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;

  STDMETHODIMP QueryInterface(REFIID iid, LPVOID* object) noexcept override;
  STDMETHODIMP_(ULONG) AddRef() noexcept override;
  STDMETHODIMP_(ULONG) Release() noexcept override;

  STDMETHODIMP Shutdown(ULONG* flags) noexcept override;
  STDMETHODIMP Logon(LPMAPISUP support, UIntParam window, LPTSTR profile, ULONG flags, ULONG* security_size,
                     LPBYTE* security, LPMAPIERROR* error, LPABLOGON* logon) noexcept override;

  // fast-shutdown.cpp.
  STDMETHODIMP QueryFastShutdown() noexcept override;
  STDMETHODIMP NotifyProcessShutdown() noexcept override;
  STDMETHODIMP DoFastShutdown() noexcept override;

 private:
  ~Provider();
  // Those of all logons that are not over, each once: what they have acknowledged has to be on the disk before the
  // process ends.
  std::vector<std::shared_ptr<Book>> Books();

  ReferenceCount references_;
  std::mutex mutex_;
  // The logons own them, and what was opened through them.
  std::vector<std::weak_ptr<LogonScope>> logons_;
};

}  // namespace native_address_book
