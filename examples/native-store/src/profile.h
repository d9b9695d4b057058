// The provider's section of the profile, and what a store tells MAPI of itself at its logon.
#pragma once

#include <filesystem>

#include "store.h"

namespace native_store {

struct ProfileSettings {
  std::filesystem::path folder;
  // Missing before the first logon.
  Text display_name;
  Bytes uid;
};

// Fails with MAPI_E_UNCONFIGURED when the section does not say where the data is: MAPI runs the configuration then.
ProfileSettings ReadProfile(IMAPISupport& support, bool is_spooler);

// Makes the store known: in the profile, by the provider's MAPIUID, and in the status table.
void Announce(Store& store, IMAPISupport& support, ULONG logon_flags, bool is_spooler);

// Keeps the name of the store in the profile.
void WriteDisplayName(IMAPISupport& support, const Text& name);

}  // namespace native_store
