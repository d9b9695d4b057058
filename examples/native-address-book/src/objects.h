// The objects that clients open.
#pragma once

#include "draft.h"

namespace native_address_book {

// Opens what an entry id names; without one, the root container. Fails with MAPI_E_NOT_FOUND, MAPI_E_UNKNOWN_ENTRYID.
HRESULT OpenById(const LogonScopePtr& scope, ULONG size, const void* entry_id, LPCIID iid, ULONG flags, ULONG* type,
                 LPUNKNOWN* object);

// IMailUser, or IDistList of a list.
ComPtr<IMAPIProp> MakeEntryObject(const LogonScopePtr& scope, Draft draft);

}  // namespace native_address_book
