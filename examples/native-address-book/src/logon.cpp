#include "logon.h"

#include "objects.h"
#include "rows.h"

namespace native_address_book {

// What is open stays a valid object until it is released, and answers MAPI_E_INVALID_OBJECT.
HRESULT LogonObject::Logoff(ULONG) noexcept {
  const HRESULT hr = Guard([&]() -> HRESULT {
    scope_->book().Flush();
    return S_OK;
  });
  scope_->End();
  return hr;
}

HRESULT LogonObject::OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                               LPUNKNOWN* object) noexcept {
  return Guard([&] { return OpenById(scope_, size, entry_id, iid, flags, type, object); });
}

HRESULT LogonObject::CompareEntryIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG,
                                     ULONG* result) noexcept {
  return Guard([&]() -> HRESULT {
    if (result == nullptr || entry_id1 == nullptr || entry_id2 == nullptr) return MAPI_E_INVALID_PARAMETER;
    *result = size1 == size2 && std::memcmp(entry_id1, entry_id2, size1) == 0;
    return S_OK;
  });
}

// Of an entry, of a container with all that is in it, or without an entry id of all.
HRESULT LogonObject::Advise(ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink,
                            UIntParam* connection) noexcept {
  return Guard([&]() -> HRESULT {
    if (sink == nullptr || connection == nullptr) return MAPI_E_INVALID_PARAMETER;
    std::optional<ObjectId> target;
    if (size > 0) {
      const std::optional<Reference> named = scope_->book().Find(size, entry_id);
      if (!named) return MAPI_E_INVALID_ENTRYID;
      if (named->kind == Kind::Entry) scope_->book().Read(named->id);
      if (named->kind != Kind::Root) target = named->id;
    }
    SetConnection(connection, scope_->book().notifier().Advise(scope_.get(), target, mask, sink));
    return S_OK;
  });
}

HRESULT LogonObject::Unadvise(UIntParam connection) noexcept {
  return Guard([&] { return scope_->book().notifier().Unadvise(scope_.get(), connection); });
}

HRESULT LogonObject::OpenStatusEntry(LPCIID, ULONG, ULONG*, LPMAPISTATUS* entry) noexcept {
  if (entry != nullptr) *entry = nullptr;
  return MAPI_E_NO_SUPPORT;
}

HRESULT LogonObject::OpenTemplateID(ULONG, LPENTRYID, ULONG, LPMAPIPROP, LPCIID, LPMAPIPROP* made,
                                    LPMAPIPROP) noexcept {
  if (made != nullptr) *made = nullptr;
  return MAPI_E_NO_SUPPORT;
}

// Recipients who are in no address book are made by MAPI itself.
HRESULT LogonObject::GetOneOffTable(ULONG, LPMAPITABLE* table) noexcept {
  if (table != nullptr) *table = nullptr;
  return MAPI_E_NO_SUPPORT;
}

// Before a message is sent: who is in this address book gets what the entry says; all others stay as they are.
HRESULT LogonObject::PrepareRecips(ULONG, LPSPropTagArray tags, LPADRLIST recipients) noexcept {
  return Guard([&]() -> HRESULT {
    if (recipients == nullptr) return MAPI_E_INVALID_PARAMETER;
    if (tags == nullptr) return S_OK;
    const std::vector<ULONG> columns(tags->aulPropTag, tags->aulPropTag + tags->cValues);
    const Book& book = scope_->book();
    for (ULONG index = 0; index < recipients->cEntries; ++index) {
      ADRENTRY& recipient = recipients->aEntries[index];
      for (ULONG value = 0; value < recipient.cValues; ++value) {
        const SPropValue& property = recipient.rgPropVals[value];
        if (property.ulPropTag != PR_ENTRYID) continue;
        const std::optional<Reference> named = book.Find(property.Value.bin.cb, property.Value.bin.lpb);
        if (!named || named->kind != Kind::Entry) break;
        Complete(&recipient, columns, ShownEntry(book, *book.Read(named->id), false));
        break;
      }
    }
    return S_OK;
  });
}

}  // namespace native_address_book
