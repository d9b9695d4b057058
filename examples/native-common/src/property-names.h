// The names of named properties, each of which has an id, for ever: that of its place in the list of them.
#pragma once

#include <vector>

#include "text.h"

namespace native {

// IMAPIProp::GetIDsFromNames; without names, the ids of all that are known. Tags have the type PT_UNSPECIFIED. `known`
// grows by names that are new, when they may be created; the caller keeps it.
HRESULT GetIdsFromNames(std::vector<Text>& known, ULONG count, LPMAPINAMEID* names, bool create, LPSPropTagArray* tags);

// IMAPIProp::GetNamesFromIDs.
HRESULT GetNamesFromIds(const std::vector<Text>& known, LPSPropTagArray* tags, LPGUID property_set, ULONG flags,
                        ULONG* count, LPMAPINAMEID** names);

}  // namespace native
