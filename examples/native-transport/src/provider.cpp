#include "provider.h"

#include "failure.h"
#include "logon.h"
#include "profile.h"

namespace native_transport {

HRESULT Provider::Shutdown(ULONG*) noexcept { return S_OK; }

HRESULT Provider::TransportLogon(LPMAPISUP support, UIntParam, LPTSTR, ULONG* flags, LPMAPIERROR* error,
                                 LPXPLOGON* logon) noexcept {
  return Protect([&]() -> HRESULT {
    if (error != nullptr) *error = nullptr;
    if (support == nullptr || flags == nullptr || logon == nullptr) return MAPI_E_INVALID_PARAMETER;
    *logon = nullptr;
    auto post = std::make_shared<Post>(ReadProfile(*support), *flags);
    auto made = ComPtr<Logon>::Adopt(new Logon(support, post));
    made->ShowState();
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      posts_.push_back(post);
    }
    // MAPI asks for inbound mail by Poll.
    *flags = LOGON_SP_POLL;
    *logon = made.Detach();
    return S_OK;
  });
}

std::vector<std::shared_ptr<Post>> Provider::Posts() {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<std::shared_ptr<Post>> open;
  for (const std::weak_ptr<Post>& each : posts_) {
    if (auto post = each.lock()) open.push_back(std::move(post));
  }
  posts_.assign(open.begin(), open.end());
  return open;
}

}  // namespace native_transport
