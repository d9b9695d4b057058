#include "provider.h"

#include "profile.h"

namespace native_store {

// A provider object that is not broken takes that of ProviderObject as it is.
HRESULT Provider::QueryInterface(REFIID iid, LPVOID* object) noexcept {
  const bool is_shutdown = IsEqualIID(iid, IID_IMAPIProviderShutdown);
  if (is_shutdown && HasFault(Fault::GivesAPointerToNowhere)) {
    *object = reinterpret_cast<LPVOID>(0xDDDDDDDDDDDDDDD0);
    return S_OK;
  }
  if (is_shutdown && HasFault(Fault::NoInterface)) return ProviderObject::QueryInterface(IID_IMSLogon, object);
  // Slots 3, 4 and 5 of IMSProvider are Shutdown, Logon and SpoolerLogon.
  if (is_shutdown && HasFault(Fault::WrongThis)) return ProviderObject::QueryInterface(IID_IMSProvider, object);
  return ProviderObject::QueryInterface(iid, object);
}

Provider::~Provider() { CloseAll(); }

HRESULT Provider::Shutdown(ULONG*) noexcept { return CloseAll(); }

HRESULT Provider::Logon(LPMAPISUP support, UIntParam, LPTSTR, ULONG size, LPENTRYID entry_id, ULONG flags, LPCIID iid,
                        ULONG* security_size, LPBYTE* security, LPMAPIERROR* error, LPMSLOGON* logon,
                        LPMDB* store) noexcept {
  return Protect([&]() -> HRESULT {
    if (error != nullptr) *error = nullptr;
    if (security_size != nullptr) *security_size = 0;
    if (security != nullptr) *security = nullptr;
    Bytes credentials;
    const LogonRequest request{support, entry_id, size, flags, iid, false};
    const HRESULT hr = LogOn(request, logon, store, &credentials);
    // With these MAPI calls SpoolerLogon: the spooler is to open the same store.
    if (SUCCEEDED(hr) && !credentials.empty() && security_size != nullptr && security != nullptr) {
      MapiBlock block(credentials.size());
      std::memcpy(block.As<BYTE>(), credentials.data(), credentials.size());
      *security_size = static_cast<ULONG>(credentials.size());
      *security = block.Give<BYTE>();
    }
    return hr;
  });
}

HRESULT Provider::SpoolerLogon(LPMAPISUP support, UIntParam, LPTSTR, ULONG size, LPENTRYID entry_id, ULONG flags,
                               LPCIID iid, ULONG security_size, LPBYTE security, LPMAPIERROR* error, LPMSLOGON* logon,
                               LPMDB* store) noexcept {
  return Protect([&]() -> HRESULT {
    if (error != nullptr) *error = nullptr;
    const bool has_id = size > 0;
    const LogonRequest request{support,
                               has_id ? static_cast<const void*>(entry_id) : static_cast<const void*>(security),
                               has_id ? size : security_size,
                               flags,
                               iid,
                               true};
    return LogOn(request, logon, store, nullptr);
  });
}

HRESULT Provider::CompareStoreIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG,
                                  ULONG* result) noexcept {
  return Protect([&]() -> HRESULT {
    if (result == nullptr) return MAPI_E_INVALID_PARAMETER;
    const auto first = ParseEntryId(size1, entry_id1);
    const auto second = ParseEntryId(size2, entry_id2);
    if (!first || !second) return MAPI_E_INVALID_ENTRYID;
    *result = first->store == second->store;
    return S_OK;
  });
}

HRESULT Provider::LogOn(const LogonRequest& request, LPMSLOGON* logon, LPMDB* store, Bytes* security) {
  if (request.support == nullptr || logon == nullptr || store == nullptr) return MAPI_E_INVALID_PARAMETER;
  *logon = nullptr;
  *store = nullptr;
  if (HasFault(Fault::GivesNoStore)) return S_OK;
  RequireInterface(request.iid, IID_IMsgStore, IID_IMAPIProp);
  const std::lock_guard<std::mutex> one_at_a_time(logon_mutex_);

  // A second logon at a store that is open gives that store, with one reference more, and no logon object.
  const auto reopen = [&](const std::shared_ptr<native_store::Logon>& open) {
    open->store_object->AddRef();
    *store = open->store_object;
    return S_OK;
  };
  const auto named = ParseEntryId(request.entry_id_size, request.entry_id);
  if (named && !named->object) {
    const auto open = FindLogon([&](const Store& one) { return one.uid() == named->store; }, request.is_spooler);
    if (open != nullptr) return reopen(open);
  }
  IMAPISupport& support = *request.support;
  const ProfileSettings settings = ReadProfile(support, request.is_spooler);
  const auto is_there = [&](const Store& one) { return one.folder() == settings.folder; };
  if (const auto open = FindLogon(is_there, request.is_spooler)) return reopen(open);

  std::shared_ptr<Store> opened;
  for (const std::shared_ptr<Store>& one : OpenStores()) {
    if (is_there(*one)) opened = one;
  }
  if (opened == nullptr) {
    opened = std::make_shared<Store>(Database::Open(settings.folder), settings.folder);
    opened->CreateStandardObjects(named ? named->store : Bytes{}, settings.uid, settings.display_name);
    const std::lock_guard<std::mutex> lists(lists_mutex_);
    stores_.push_back(opened);
  }
  try {
    Announce(*opened, support, request.flags, request.is_spooler);
    // From here on the support object has a reference of ours: without it MAPI frees it after the logon.
    auto scope = std::make_shared<LogonScope>(opened, request.support, request.is_spooler);
    auto made = std::make_shared<native_store::Logon>(this, scope);
    auto logon_object = ComPtr<IMSLogon>::Adopt(new LogonObject(scope, made));
    *store = made->store_object = new StoreObject(scope, made);
    *logon = logon_object.Detach();
    const std::lock_guard<std::mutex> lists(lists_mutex_);
    logons_.push_back(std::move(made));
    if (HasFault(Fault::ReliesOnThreadLocal)) was_logged_on_in_this_thread = true;
    if (HasFault(Fault::JoinsAWriterThatNotifies)) {
      // The support object lives as long as the logon, and the writer no longer.
      opened->database().SetLastWork([&support] { NotifySomebody(support); });
    }
    if (HasFault(Fault::JoinsAWriterThatFreesMemory)) {
      opened->database().SetLastWork([] { MapiBlock block(1000); });
    }
  } catch (...) {
    Ended(nullptr, opened);
    throw;
  }
  if (security != nullptr) *security = opened->EntryId(kStoreId);
  return S_OK;
}

std::shared_ptr<Logon> Provider::FindLogon(const std::function<bool(const Store&)>& fits, bool is_spooler) {
  const std::lock_guard<std::mutex> lists(lists_mutex_);
  for (const auto& logon : logons_) {
    if (logon->scope()->is_spooler() == is_spooler && fits(logon->scope()->store())) return logon;
  }
  return nullptr;
}

std::vector<std::shared_ptr<Store>> Provider::OpenStores() {
  const std::lock_guard<std::mutex> lists(lists_mutex_);
  return stores_;
}

HRESULT Provider::Ended(native_store::Logon* logon, const std::shared_ptr<Store>& store) {
  {
    const std::lock_guard<std::mutex> lists(lists_mutex_);
    const auto is_it = [logon](const auto& one) { return one.get() == logon; };
    logons_.erase(std::remove_if(logons_.begin(), logons_.end(), is_it), logons_.end());
    const auto is_at_store = [&store](const auto& one) { return one->scope()->shared() == store; };
    if (std::any_of(logons_.begin(), logons_.end(), is_at_store)) return S_OK;
  }
  const HRESULT hr = Protect([&store]() -> HRESULT {
    store->database().Flush();
    return S_OK;
  });
  if (FAILED(hr)) return hr;
  const std::lock_guard<std::mutex> lists(lists_mutex_);
  stores_.erase(std::remove(stores_.begin(), stores_.end(), store), stores_.end());
  return S_OK;
}

// Ends whatever MAPI has not logged off, as if it had, and closes what could not be closed before.
HRESULT Provider::CloseAll() {
  std::vector<std::shared_ptr<native_store::Logon>> logons;
  {
    const std::lock_guard<std::mutex> lists(lists_mutex_);
    logons = logons_;
  }
  for (const auto& logon : logons) logon->End();
  HRESULT hr = S_OK;
  for (const std::shared_ptr<Store>& store : OpenStores()) {
    const HRESULT closed = Ended(nullptr, store);
    if (FAILED(closed)) hr = closed;
  }
  return hr;
}

HRESULT Logon::LogOffTransports(ULONG* flags) {
  are_transports_told_ = true;
  return scope_->support().StoreLogoffTransports(flags);
}

LogonScopePtr Logon::ScopeOf(ULONG size, LPENTRYID entry_id) {
  const auto parts = ParseEntryId(size, entry_id);
  Provider* const provider = provider_;
  if (!parts || provider == nullptr) return nullptr;
  const auto fits = [&](const Store& store) { return store.uid() == parts->store; };
  const std::shared_ptr<Logon> found = provider->FindLogon(fits, scope_->is_spooler());
  return found == nullptr ? nullptr : found->scope();
}

HRESULT Logon::End() {
  // Whoever lets go of the last reference may be the one that is kept here.
  const std::shared_ptr<Logon> self = shared_from_this();
  Provider* const provider = provider_.exchange(nullptr);
  if (provider == nullptr) return S_OK;
  if (!are_transports_told_) {
    ULONG flags = LOGOFF_ABORT;
    LogOffTransports(&flags);
  }
  const HRESULT hr = provider->Ended(this, scope_->shared());
  scope_->End();
  return hr;
}

}  // namespace native_store
