// The provider object: one for each call of MSProviderInit, with all logons of one MAPI session.
#pragma once

#include "logon-object.h"
#include "provider-object.h"

namespace native_store {

class Logon;

// Its base has IUnknown, and adds IMAPIProviderShutdown to IMSProvider: ../../native-common/src/provider-object.h.
class Provider final : public ProviderObject<Provider, IMSProvider> {
 public:
  static constexpr const IID& kInterfaceId = IID_IMSProvider;

  // For Fault::NoInterface and Fault::WrongThis.
  STDMETHODIMP QueryInterface(REFIID iid, LPVOID* object) noexcept override;

  // IMSProvider: provider.cpp.
  STDMETHODIMP Shutdown(ULONG* flags) noexcept override;
  STDMETHODIMP Logon(LPMAPISUP support, UIntParam ui_param, LPTSTR profile_name, ULONG size, LPENTRYID entry_id,
                     ULONG flags, LPCIID iid, ULONG* security_size, LPBYTE* security, LPMAPIERROR* error,
                     LPMSLOGON* logon, LPMDB* store) noexcept override;
  STDMETHODIMP SpoolerLogon(LPMAPISUP support, UIntParam ui_param, LPTSTR profile_name, ULONG size, LPENTRYID entry_id,
                            ULONG flags, LPCIID iid, ULONG security_size, LPBYTE security, LPMAPIERROR* error,
                            LPMSLOGON* logon, LPMDB* store) noexcept override;
  STDMETHODIMP CompareStoreIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG flags,
                               ULONG* result) noexcept override;

  // IMAPIProviderShutdown: fast-shutdown.cpp.
  STDMETHODIMP QueryFastShutdown() noexcept(!kIsBroken) override;
  STDMETHODIMP NotifyProcessShutdown() noexcept(!kIsBroken) override;
  STDMETHODIMP DoFastShutdown() noexcept(!kIsBroken) override;

  // A logon is over. The store is closed with its last one; when that fails, it stays open, and the provider tries
  // again.
  HRESULT Ended(native_store::Logon* logon, const std::shared_ptr<Store>& store);
  // The logon of a store that is open already.
  std::shared_ptr<native_store::Logon> FindLogon(const std::function<bool(const Store&)>& fits, bool is_spooler);

 private:
  friend ProviderObject;

  struct LogonRequest {
    LPMAPISUP support;
    const void* entry_id;
    ULONG entry_id_size;
    ULONG flags;
    LPCIID iid;
    bool is_spooler;
  };

  ~Provider();
  HRESULT LogOn(const LogonRequest& request, LPMSLOGON* logon, LPMDB* store, Bytes* security);
  // Of whatever is open: what was acknowledged in it has to be on the disk before the process ends.
  std::vector<std::shared_ptr<Store>> OpenStores();
  HRESULT CloseAll();

  // One logon at a time.
  std::mutex logon_mutex_;
  // The two lists. Held for a moment only, never during a call of MAPI.
  std::mutex lists_mutex_;
  std::vector<std::shared_ptr<native_store::Logon>> logons_;
  std::vector<std::shared_ptr<Store>> stores_;
};

// For Fault::ReliesOnThreadLocal.
inline thread_local bool was_logged_on_in_this_thread = false;

// One logon: the logon object for MAPI and the store object for the client, made and ended as a pair.
class Logon final : public LogonEnd, public std::enable_shared_from_this<Logon> {
 public:
  Logon(Provider* provider, LogonScopePtr scope) : provider_(provider), scope_(std::move(scope)) {}

  const LogonScopePtr& scope() const { return scope_; }
  // Owned by whoever logs on; gone when the logon has ended.
  IMsgStore* store_object = nullptr;

  HRESULT LogOffTransports(ULONG* flags) override;
  HRESULT End() override;
  LogonScopePtr ScopeOf(ULONG size, LPENTRYID entry_id) override;

 private:
  // Null when the logon has ended.
  std::atomic<Provider*> provider_;
  LogonScopePtr scope_;
  bool are_transports_told_ = false;
};

}  // namespace native_store
