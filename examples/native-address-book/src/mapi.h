// What this address book has of MAPI: the headers, and what it shares with the other native examples.
#pragma once

#include "mapi-headers.h"

namespace native_address_book {

// Reference counts, failures, memory, values, tables, text and files are in ../native-common.
using namespace native;

}  // namespace native_address_book

// The provider's own settings in its section of the profile: ids from 0x6600 on are the provider's. mapi-certify writes
// the folder of the data here; your configuration dialog would do the same.
#define PR_NATIVE_ADDRESS_BOOK_DIRECTORY_W PROP_TAG(PT_UNICODE, 0x6600)
