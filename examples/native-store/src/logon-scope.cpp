#include "logon-scope.h"

#include "mapi-memory.h"

namespace native_store {

HRESULT LastError::Get(HRESULT hr, ULONG flags, LPMAPIERROR* error) const {
  return Protect([&]() -> HRESULT {
    if (error == nullptr) return MAPI_E_INVALID_PARAMETER;
    *error = nullptr;
    if (hr != hr_ || message_.empty()) return S_OK;
    MapiBlock block(sizeof(MAPIERROR));
    auto* const result = block.As<MAPIERROR>();
    result->ulVersion = MAPI_ERROR_VERSION;
    if ((flags & MAPI_UNICODE) != 0) {
      result->lpszError = reinterpret_cast<LPTSTR>(block.CopyWide(FromAscii(message_)));
      result->lpszComponent = reinterpret_cast<LPTSTR>(block.CopyWide(kProviderName));
    } else {
      result->lpszError = reinterpret_cast<LPTSTR>(block.CopyAnsi(FromAscii(message_)));
      result->lpszComponent = reinterpret_cast<LPTSTR>(block.CopyAnsi(kProviderName));
    }
    *error = block.Give<MAPIERROR>();
    return S_OK;
  });
}

LogonScope::LogonScope(std::shared_ptr<Store> store, LPMAPISUP support, bool is_spooler)
    : store_(std::move(store)), support_(ComPtr<IMAPISupport>::Share(support)), is_spooler_(is_spooler) {}

void LogonScope::End() {
  {
    const std::lock_guard<std::recursive_mutex> lock(store_->database().call_mutex());
    if (!is_alive_) return;
    is_alive_ = false;
    store_->notifier().Forget(this);
  }
  if (HasFault(Fault::LeaksTheSupportObject)) support_->AddRef();
  if (HasFault(Fault::ReleasesOnceTooOften)) support_->Release();
  if (HasFault(Fault::JoinsAWriterThatNotifies)) store_->database().SetAfterWriting(nullptr);
  support_.Reset();
}

}  // namespace native_store
