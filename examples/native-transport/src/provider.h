// The provider object: the first that MAPI gets of the transport, and the one that it tells about the end of the process.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "com.h"
#include "post.h"

namespace native_transport {

// Two lines of interfaces: IXPProvider, which was there, and IMAPIProviderShutdown, which fast shutdown adds. Both have
// an IUnknown, so QueryInterface, AddRef and Release are written here, once for both.
class Provider final : public IXPProvider, public IMAPIProviderShutdown {
 public:
  Provider() = default;
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;

  STDMETHODIMP QueryInterface(REFIID iid, LPVOID* object) noexcept override;
  STDMETHODIMP_(ULONG) AddRef() noexcept override;
  STDMETHODIMP_(ULONG) Release() noexcept override;

  STDMETHODIMP Shutdown(ULONG* flags) noexcept override;
  STDMETHODIMP TransportLogon(LPMAPISUP support, UIntParam window, LPTSTR profile, ULONG* flags, LPMAPIERROR* error,
                              LPXPLOGON* logon) noexcept override;

  // fast-shutdown.cpp.
  STDMETHODIMP QueryFastShutdown() noexcept override;
  STDMETHODIMP NotifyProcessShutdown() noexcept override;
  STDMETHODIMP DoFastShutdown() noexcept override;

 private:
  ~Provider() = default;
  // Of all logons that are not over: what they have taken over has to be on the disk before the process ends.
  std::vector<std::shared_ptr<Post>> Posts();

  ReferenceCount references_;
  std::mutex mutex_;
  // Their logons own them.
  std::vector<std::weak_ptr<Post>> posts_;
};

}  // namespace native_transport
