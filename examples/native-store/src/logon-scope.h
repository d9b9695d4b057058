// One logon at a store, the client's or the spooler's: what every object that was opened through it needs.
#pragma once

#include <memory>
#include <string>

#include "com.h"
#include "failure.h"
#include "store.h"
#include "table.h"

namespace native_store {

class LogonScope final : public TableSite {
 public:
  // Adds a reference to the support object, as a logon that succeeds has to: MAPI frees it otherwise.
  LogonScope(std::shared_ptr<Store> store, LPMAPISUP support, bool is_spooler);

  Store& store() const { return *store_; }
  const std::shared_ptr<Store>& shared_store() const { return store_; }
  IMAPISupport& support() const { return *support_.get(); }
  bool is_spooler() const { return is_spooler_; }
  bool is_alive() const { return is_alive_; }

  // The logon is over: what was opened through it answers MAPI_E_INVALID_OBJECT, and the support object is given back.
  void End();

  // Runs the body of a method that MAPI calls: one call at a time, no exception leaves it, and sinks are told when the
  // lock is free again.
  template <typename Body>
  HRESULT Guard(LastError& last_error, Body&& body) noexcept {
    // The body may release the last object that holds this one.
    const std::shared_ptr<Store> store = store_;
    if (HasFault(Fault::ThrowsThroughTheBoundary)) return body();
    HRESULT hr = S_OK;
    std::vector<Notifier::Delivery> deliveries;
    {
      const std::lock_guard<std::recursive_mutex> lock(store->database().call_mutex());
      if (!is_alive_) return MAPI_E_INVALID_OBJECT;
      try {
        hr = body();
      } catch (...) {
        std::string message;
        hr = CurrentFailure(&message);
        last_error.Set(hr, std::move(message));
      }
      deliveries = store->notifier().TakeDeliveries();
    }
    Notifier::Deliver(std::move(deliveries));
    return hr;
  }

  HRESULT Run(LastError& last_error, const std::function<HRESULT()>& body) noexcept override {
    return Guard(last_error, body);
  }
  std::recursive_mutex& call_mutex() override { return store_->database().call_mutex(); }
  void Opened(Table& table) override { store_->AddTable(&table); }
  void Closed(Table& table) noexcept override { store_->RemoveTable(&table); }

 private:
  std::shared_ptr<Store> store_;
  ComPtr<IMAPISupport> support_;
  bool is_spooler_;
  bool is_alive_ = true;
};

using LogonScopePtr = std::shared_ptr<LogonScope>;

// Fails unless an object is asked for as one of the interfaces that it has; null is the usual one.
template <typename... Ids>
void RequireInterface(LPCIID wanted, const Ids&... ids) {
  if (wanted == nullptr || IsEqualIID(*wanted, IID_IUnknown) || (IsEqualIID(*wanted, ids) || ...)) return;
  throw Failure(MAPI_E_INTERFACE_NOT_SUPPORTED, "the object does not have the interface that was asked for");
}

}  // namespace native_store
