// The provider's section of the profile, and its row in the status table.
#pragma once

#include <filesystem>

#include "com.h"
#include "property-bag.h"

namespace native {

// A section has many readers or one writer. Somebody who holds it lets go of it some time, so a logon that cannot have it
// fails with MAPI_E_FAILONEPROVIDER, after which MAPI tries again. One that can only be read is better than none.
ComPtr<IProfSect> OpenProfileSection(IMAPISupport& support, bool is_writable);

// What the section has of some properties.
PropertyBag ReadProfileSection(IProfSect& section, const std::vector<ULONG>& wanted);
void WriteProfileSection(IProfSect& section, const std::vector<Property>& properties);

// A path of the system, in a property; empty where there is none.
std::filesystem::path PathIn(const PropertyBag& properties, ULONG tag);
std::filesystem::path ToPath(const Text& text);

// Tells MAPI which entry ids are this provider's.
void ClaimEntryIds(IMAPISupport& support, const BYTE (&provider_uid)[16]);

// Shows the provider, as working, in the status table. There is no status object.
void ShowStatus(IMAPISupport& support, const Text& name, const Text& provider_name);

}  // namespace native
