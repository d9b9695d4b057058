// The provider object: the first that MAPI gets of the transport, and the one that it tells about the end of the process.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "post.h"
#include "provider-object.h"

namespace native_transport {

// Its base has IUnknown, and adds IMAPIProviderShutdown to IXPProvider: ../../native-common/src/provider-object.h.
class Provider final : public ProviderObject<Provider, IXPProvider> {
 public:
  static constexpr const IID& kInterfaceId = IID_IXPProvider;

  // IXPProvider: provider.cpp.
  STDMETHODIMP Shutdown(ULONG* flags) noexcept override;
  STDMETHODIMP TransportLogon(LPMAPISUP support, UIntParam window, LPTSTR profile, ULONG* flags, LPMAPIERROR* error,
                              LPXPLOGON* logon) noexcept override;

  // IMAPIProviderShutdown: fast-shutdown.cpp.
  STDMETHODIMP QueryFastShutdown() noexcept override;
  STDMETHODIMP NotifyProcessShutdown() noexcept override;
  STDMETHODIMP DoFastShutdown() noexcept override;

 private:
  friend ProviderObject;

  ~Provider() = default;
  // Of all logons that are not over: what they have taken over has to be on the disk before the process ends.
  std::vector<std::shared_ptr<Post>> Posts();

  std::mutex mutex_;
  // Their logons own them.
  std::vector<std::weak_ptr<Post>> posts_;
};

}  // namespace native_transport
