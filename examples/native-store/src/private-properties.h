// Properties in which the store keeps what is its own. No client sees them.
#pragma once

#include "mapi.h"

namespace native_store {

// On the store object: message classes and the record keys of their receive folders, in turn.
constexpr ULONG kReceiveClasses = PROP_TAG(PT_MV_UNICODE, 0x67A0);
constexpr ULONG kReceiveFolders = PROP_TAG(PT_MV_BINARY, 0x67A1);
// On the store object: the names of named properties; the first one has the id 0x8000.
constexpr ULONG kPropertyNames = PROP_TAG(PT_MV_UNICODE, 0x67A2);
// On a folder: its default sort order, tags and orders in turn.
constexpr ULONG kContentsSort = PROP_TAG(PT_MV_LONG, 0x67A3);

inline bool IsPrivateProperty(ULONG tag) { return PROP_ID(tag) >= 0x67A0 && PROP_ID(tag) <= 0x67AF; }

}  // namespace native_store
