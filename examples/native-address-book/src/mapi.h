// What this address book has of MAPI: the headers, and what it shares with the other native examples.
#pragma once

#include "mapi-headers.h"

namespace native_address_book {

// Reference counts, failures, memory, values, tables, text and files are in ../native-common.
using namespace native;

}  // namespace native_address_book

// The provider's own settings in its section of the profile: ids from 0x6600 on are the provider's. mapi-certify says the
// folder of the data; which file in it is the address book, MSGServiceEntry writes, and Logon reads.
#define PR_NATIVE_ADDRESS_BOOK_DIRECTORY_W PROP_TAG(PT_UNICODE, 0x6600)
#define PR_NATIVE_ADDRESS_BOOK_FILE_W PROP_TAG(PT_UNICODE, 0x6610)
