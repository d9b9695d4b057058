#include "logon-scope.h"

namespace native_store {

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
