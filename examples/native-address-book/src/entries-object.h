// What has entries in it: a container, and a distribution list. Their interfaces have the same methods.
#pragma once

#include "draft.h"
#include "objects.h"
#include "book-property-object.h"
#include "rows.h"

namespace native_address_book {

// Does something with each entry id. Where some of them cannot be, the others are, and that is said.
template <typename Work>
HRESULT ForEachEntry(const ENTRYLIST* entries, Work&& work) {
  if (entries == nullptr || (entries->cValues > 0 && entries->lpbin == nullptr)) return MAPI_E_INVALID_PARAMETER;
  HRESULT first = S_OK;
  ULONG failed = 0;
  for (ULONG index = 0; index < entries->cValues; ++index) {
    const HRESULT hr = Protect([&]() -> HRESULT {
      work(entries->lpbin[index].cb, entries->lpbin[index].lpb);
      return S_OK;
    });
    if (SUCCEEDED(hr)) continue;
    if (failed++ == 0) first = hr;
  }
  if (failed == 0) return S_OK;
  return failed == entries->cValues ? first : MAPI_W_PARTIAL_COMPLETION;
}

template <typename Self, typename Interface>
class EntriesObject : public BookPropertyObject<Self, Interface> {
 public:
  STDMETHODIMP GetContentsTable(ULONG flags, LPMAPITABLE* table) noexcept override {
    return this->Guard([&]() -> HRESULT {
      if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
      *table = Contents(flags).Detach();
      return S_OK;
    });
  }
  STDMETHODIMP GetHierarchyTable(ULONG flags, LPMAPITABLE* table) noexcept override {
    return this->Guard([&]() -> HRESULT {
      if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
      *table = Hierarchy(flags).Detach();
      return S_OK;
    });
  }
  STDMETHODIMP OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) noexcept override {
    return this->Guard([&] { return OpenById(this->scope(), size, entry_id, iid, flags, type, object); });
  }
  STDMETHODIMP SetSearchCriteria(LPSRestriction, LPENTRYLIST, ULONG) noexcept override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP GetSearchCriteria(ULONG, LPSRestriction*, LPENTRYLIST*, ULONG*) noexcept override {
    return MAPI_E_NO_SUPPORT;
  }
  STDMETHODIMP CreateEntry(ULONG size, LPENTRYID source, ULONG flags, LPMAPIPROP* entry) noexcept override {
    return this->Guard([&]() -> HRESULT {
      if (entry == nullptr) return MAPI_E_INVALID_PARAMETER;
      if ((flags & ~kCreateFlags) != 0) return MAPI_E_UNKNOWN_FLAGS;
      *entry = Create(size, source, flags).Detach();
      return S_OK;
    });
  }
  STDMETHODIMP CopyEntries(LPENTRYLIST entries, UIntParam, LPMAPIPROGRESS, ULONG flags) noexcept override {
    return this->Guard([&]() -> HRESULT {
      if ((flags & ~(kCreateFlags | AB_NO_DIALOG)) != 0) return MAPI_E_UNKNOWN_FLAGS;
      return ForEachEntry(entries, [&](ULONG size, const void* entry_id) { Copy(size, entry_id, flags); });
    });
  }
  STDMETHODIMP DeleteEntries(LPENTRYLIST entries, ULONG) noexcept override {
    return this->Guard([&]() -> HRESULT {
      return ForEachEntry(entries, [&](ULONG size, const void* entry_id) { Delete(size, entry_id); });
    });
  }
  STDMETHODIMP ResolveNames(LPSPropTagArray tags, ULONG, LPADRLIST recipients, LPFlagList flags) noexcept override {
    return this->Guard([&]() -> HRESULT {
      if (recipients == nullptr || flags == nullptr) return MAPI_E_INVALID_PARAMETER;
      ResolveAmong(Candidates(), tags, recipients, flags);
      return S_OK;
    });
  }

 protected:
  explicit EntriesObject(LogonScopePtr scope) : BookPropertyObject<Self, Interface>(std::move(scope)) {}
  ~EntriesObject() = default;

  virtual ComPtr<IMAPITable> Contents(ULONG flags) = 0;
  virtual ComPtr<IMAPITable> Hierarchy(ULONG flags) = 0;
  virtual ComPtr<IMAPIProp> Create(ULONG size, const void* source, ULONG flags) = 0;
  virtual void Copy(ULONG size, const void* entry_id, ULONG flags) = 0;
  virtual void Delete(ULONG size, const void* entry_id) = 0;
  // Who may be meant by a name.
  virtual std::vector<PropertyBag> Candidates() = 0;

  // A table as the property that it is, too.
  bool OpenTable(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) {
    const bool is_contents = PROP_ID(tag) == PROP_ID(PR_CONTAINER_CONTENTS);
    if (!is_contents && PROP_ID(tag) != PROP_ID(PR_CONTAINER_HIERARCHY)) return false;
    RequireInterface(&iid, IID_IMAPITable);
    *object = (is_contents ? Contents(flags) : Hierarchy(flags)).Detach();
    return true;
  }

 private:
  static constexpr ULONG kCreateFlags = CREATE_CHECK_DUP_STRICT | CREATE_CHECK_DUP_LOOSE | CREATE_REPLACE;
};

}  // namespace native_address_book
