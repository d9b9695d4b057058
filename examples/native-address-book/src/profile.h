// What the profile says about this address book, and what MAPI is told of it.
#pragma once

#include "book.h"

namespace native_address_book {

// The data file. Fails with MAPI_E_UNCONFIGURED where nobody has called MSGServiceEntry.
std::filesystem::path ReadDataFile(IMAPISupport& support);

// Tells MAPI which entry ids are this provider's, and shows it in the status table.
void Announce(IMAPISupport& support);

}  // namespace native_address_book
