// One logon at an address book: what every object that was opened through it needs.
#pragma once

#include "book.h"
#include "failure.h"

namespace native_address_book {

class LogonScope final : public TableSite {
 public:
  // Adds a reference to the support object, as a logon that succeeds has to: MAPI frees it otherwise.
  LogonScope(std::shared_ptr<Book> book, LPMAPISUP support)
      : book_(std::move(book)), support_(ComPtr<IMAPISupport>::Share(support)) {}

  Book& book() const { return *book_; }
  const std::shared_ptr<Book>& shared_book() const { return book_; }
  IMAPISupport& support() const { return *support_.get(); }
  bool is_alive() const { return is_alive_; }

  // The logon is over: what was opened through it answers MAPI_E_INVALID_OBJECT, and the support object is given back.
  void End();

  // Runs the body of a method that MAPI calls: one call at a time, no exception leaves it, and sinks are told when the
  // lock is free again.
  template <typename Body>
  HRESULT Guard(LastError& last_error, Body&& body) noexcept {
    // The body may release the last object that holds this one.
    const std::shared_ptr<Book> book = book_;
    HRESULT hr = S_OK;
    std::vector<Notifier::Delivery> deliveries;
    {
      const std::lock_guard<std::recursive_mutex> lock(book->call_mutex());
      if (!is_alive_) return MAPI_E_INVALID_OBJECT;
      try {
        hr = body();
      } catch (...) {
        std::string message;
        hr = CurrentFailure(&message);
        last_error.Set(hr, std::move(message));
      }
      deliveries = book->notifier().TakeDeliveries();
    }
    Notifier::Deliver(std::move(deliveries));
    return hr;
  }

  HRESULT Run(LastError& last_error, const std::function<HRESULT()>& body) noexcept override {
    return Guard(last_error, body);
  }
  std::recursive_mutex& call_mutex() override { return book_->call_mutex(); }
  void Opened(Table& table) override { book_->AddTable(&table); }
  void Closed(Table& table) noexcept override { book_->RemoveTable(&table); }

 private:
  std::shared_ptr<Book> book_;
  ComPtr<IMAPISupport> support_;
  bool is_alive_ = true;
};

using LogonScopePtr = std::shared_ptr<LogonScope>;

// Fails unless an object is asked for as one of the interfaces that it has; null is the usual one.
template <typename... Ids>
void RequireInterface(LPCIID wanted, const Ids&... ids) {
  if (wanted == nullptr || IsEqualIID(*wanted, IID_IUnknown) || (IsEqualIID(*wanted, ids) || ...)) return;
  throw Failure(MAPI_E_INTERFACE_NOT_SUPPORTED, "the object does not have the interface that was asked for");
}

}  // namespace native_address_book
