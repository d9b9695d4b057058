#include "provider.h"

#include <algorithm>

#include "logon.h"
#include "profile.h"

namespace native_address_book {

// A provider object that is not broken takes that of ProviderObject as it is.
HRESULT Provider::QueryInterface(REFIID iid, LPVOID* object) noexcept {
  const bool hides = HasFault(Fault::NoInterface) && IsEqualIID(iid, IID_IMAPIProviderShutdown);
  return ProviderObject::QueryInterface(hides ? IID_IABLogon : iid, object);
}

// Ends whatever MAPI has not logged off, as if it had.
Provider::~Provider() {
  for (const auto& each : logons_) {
    if (const auto logon = each.lock()) logon->End();
  }
}

HRESULT Provider::Shutdown(ULONG*) noexcept {
  return ProtectEach(Books(), [](Book& book) { book.Flush(); });
}

HRESULT Provider::Logon(LPMAPISUP support, UIntParam, LPTSTR, ULONG, ULONG* security_size, LPBYTE* security,
                        LPMAPIERROR* error, LPABLOGON* logon) noexcept {
  return Protect([&]() -> HRESULT {
    if (security_size != nullptr) *security_size = 0;
    if (security != nullptr) *security = nullptr;
    if (error != nullptr) *error = nullptr;
    if (support == nullptr || logon == nullptr) return MAPI_E_INVALID_PARAMETER;
    *logon = nullptr;
    const auto book = Book::Open(ReadDataFile(*support));
    Announce(*support);
    // From here on the support object has a reference of ours: without it MAPI frees it after the logon.
    auto scope = std::make_shared<LogonScope>(book, support);
    auto made = ComPtr<LogonObject>::Adopt(new LogonObject(scope));
    if (HasFault(Fault::JoinsAWriterThatNotifies)) {
      // The support object lives as long as the logon, and the writer no longer.
      book->SetLastWork([support] { NotifySomebody(*support); });
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    logons_.push_back(scope);
    *logon = made.Detach();
    return S_OK;
  });
}

std::vector<std::shared_ptr<Book>> Provider::Books() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto is_over = [](const std::weak_ptr<LogonScope>& each) {
    const auto logon = each.lock();
    return logon == nullptr || !logon->is_alive();
  };
  logons_.erase(std::remove_if(logons_.begin(), logons_.end(), is_over), logons_.end());
  std::vector<std::shared_ptr<Book>> books;
  for (const auto& each : logons_) {
    const auto logon = each.lock();
    if (logon == nullptr) continue;
    const auto& book = logon->shared();
    if (std::find(books.begin(), books.end(), book) == books.end()) books.push_back(book);
  }
  return books;
}

}  // namespace native_address_book
