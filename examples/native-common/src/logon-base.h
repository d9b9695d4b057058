// One logon: what every object that was opened through it needs. An example's LogonScope derives from this.
#pragma once

#include <memory>
#include <string>

#include "com.h"
#include "failure.h"
#include "notifier.h"
#include "table.h"

namespace native {

// `Shared` is what the logons at one store or address book share: call_mutex(), held during each call of MAPI, so that
// the objects need no locks of their own; notifier(), and AddTable and RemoveTable for tables that are open.
template <typename Shared>
class LogonBase : public TableSite {
 public:
  // Adds a reference to the support object, as a logon that succeeds has to: MAPI frees it otherwise.
  LogonBase(std::shared_ptr<Shared> shared, LPMAPISUP support)
      : shared_(std::move(shared)), support_(ComPtr<IMAPISupport>::Share(support)) {}

  const std::shared_ptr<Shared>& shared() const { return shared_; }
  IMAPISupport& support() const { return *support_.get(); }
  bool is_alive() const { return is_alive_; }

  // Runs the body of a method that MAPI calls: one call at a time, no exception leaves it, and sinks are told when the
  // lock is free again.
  template <typename Body>
  HRESULT Guard(LastError& last_error, Body&& body) noexcept {
    // The body may release the last object that holds this one.
    const std::shared_ptr<Shared> shared = shared_;
    HRESULT hr = S_OK;
    std::vector<Notifier::Delivery> deliveries;
    {
      const std::lock_guard<std::recursive_mutex> lock(shared->call_mutex());
      if (!is_alive_) return MAPI_E_INVALID_OBJECT;
      try {
        hr = body();
      } catch (...) {
        std::string message;
        hr = CurrentFailure(&message);
        last_error.Set(hr, std::move(message));
      }
      deliveries = shared->notifier().TakeDeliveries();
    }
    Notifier::Deliver(std::move(deliveries));
    return hr;
  }

  HRESULT Run(LastError& last_error, const std::function<HRESULT()>& body) noexcept override {
    return Guard(last_error, body);
  }
  std::recursive_mutex& call_mutex() override { return shared_->call_mutex(); }
  void Opened(Table& table) override { shared_->AddTable(&table); }
  void Closed(Table& table) noexcept override { shared_->RemoveTable(&table); }

 protected:
  ~LogonBase() = default;

  // The logon is over: what was opened through it stays a valid object until it is released, and answers
  // MAPI_E_INVALID_OBJECT. False when it was over before.
  bool Close() {
    const std::lock_guard<std::recursive_mutex> lock(shared_->call_mutex());
    if (!is_alive_) return false;
    is_alive_ = false;
    shared_->notifier().Forget(this);
    return true;
  }
  // Last of all: MAPI takes the session apart when its support object is released.
  void ReleaseSupport() { support_.Reset(); }

 private:
  std::shared_ptr<Shared> shared_;
  ComPtr<IMAPISupport> support_;
  bool is_alive_ = true;
};

// Fails unless an object is asked for as one of the interfaces that it has; null is the usual one.
template <typename... Ids>
void RequireInterface(LPCIID wanted, const Ids&... ids) {
  if (wanted == nullptr || IsEqualIID(*wanted, IID_IUnknown) || (IsEqualIID(*wanted, ids) || ...)) return;
  throw Failure(MAPI_E_INTERFACE_NOT_SUPPORTED, "the object does not have the interface that was asked for");
}

}  // namespace native
