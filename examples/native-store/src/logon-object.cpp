#include "logon-object.h"

#include "folder.h"

namespace native_store {

ULONG LogonObject::Release() noexcept {
  const std::shared_ptr<LogonEnd> end = end_;
  const ULONG left = ComObject::Release();
  if (left == 0) end->End();
  return left;
}

HRESULT LogonObject::GetLastError(HRESULT hr, ULONG flags, LPMAPIERROR* error) noexcept {
  return last_error_.Get(hr, flags, error);
}

HRESULT LogonObject::Logoff(ULONG*) noexcept { return end_->End(); }

// MAPI knows the provider's MAPIUID only, which all of its stores have: an entry id may be of another one.
HRESULT LogonObject::OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                               LPUNKNOWN* object) noexcept {
  return Guard([&]() -> HRESULT {
    const LogonScopePtr other = size == 0 ? nullptr : end_->ScopeOf(size, entry_id);
    return OpenEntryOf(other == nullptr ? scope_ : other, nullptr, size, entry_id, iid, flags, type, object);
  });
}

HRESULT LogonObject::CompareEntryIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG,
                                     ULONG* result) noexcept {
  return Guard([&]() -> HRESULT {
    if (result == nullptr) return MAPI_E_INVALID_PARAMETER;
    *result = IsSameEntry(scope_->store(), size1, entry_id1, size2, entry_id2);
    return S_OK;
  });
}

HRESULT LogonObject::Advise(ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink,
                            UIntParam* connection) noexcept {
  return Guard([&]() -> HRESULT {
    if (connection == nullptr) return MAPI_E_INVALID_PARAMETER;
    SetConnection(connection, AdviseAt(*scope_, size, entry_id, mask, sink));
    return S_OK;
  });
}

HRESULT LogonObject::Unadvise(UIntParam connection) noexcept {
  return Guard([&]() -> HRESULT { return scope_->store().notifier().Unadvise(scope_.get(), connection); });
}

}  // namespace native_store
