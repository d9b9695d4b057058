// What this store has of MAPI: the headers, and what it shares with the other native examples.
#pragma once

#include "mapi-headers.h"

namespace native_store {

// Reference counts, failures, memory, text and files are in ../native-common.
using namespace native;

}  // namespace native_store

// Synchronization: documented (MS-OXCFXICS), and in no public header.
#ifndef PR_SOURCE_KEY
#define PR_SOURCE_KEY PROP_TAG(PT_BINARY, 0x65E0)
#endif
#ifndef PR_CHANGE_KEY
#define PR_CHANGE_KEY PROP_TAG(PT_BINARY, 0x65E2)
#endif
#ifndef PR_PREDECESSOR_CHANGE_LIST
#define PR_PREDECESSOR_CHANGE_LIST PROP_TAG(PT_BINARY, 0x65E3)
#endif

// The provider's own settings in its section of the profile: ids from 0x6600 on are the provider's (MAPI keeps 0x67F0
// and above for secrets). mapi-certify writes the folder of the data here; your configuration dialog would do the same.
#define PR_NATIVE_STORE_DIRECTORY_W PROP_TAG(PT_UNICODE, 0x6600)
