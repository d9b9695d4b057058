// Named properties: the store gives each name an id, for all its objects and for ever.
#pragma once

#include "store.h"

namespace native_store {

// IMAPIProp::GetIDsFromNames; without names, the ids of all that are known. Tags have the type PT_UNSPECIFIED.
HRESULT GetIdsFromNames(Store& store, ULONG count, LPMAPINAMEID* names, bool create, LPSPropTagArray* tags);

// IMAPIProp::GetNamesFromIDs.
HRESULT GetNamesFromIds(const Store& store, LPSPropTagArray* tags, LPGUID property_set, ULONG flags, ULONG* count,
                        LPMAPINAMEID** names);

}  // namespace native_store
