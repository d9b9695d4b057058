#include "profile.h"

#include "failure.h"
#include "mapi-memory.h"
#include "profile-section.h"

namespace native_store {

namespace {

Bytes Wrapped(IMAPISupport& support, Bytes entry_id) {
  ULONG size = 0;
  MapiOwned<ENTRYID> wrapped;
  Demand(support.WrapStoreEntryID(static_cast<ULONG>(entry_id.size()), reinterpret_cast<LPENTRYID>(entry_id.data()),
                                  &size, wrapped.Receive()),
         "WrapStoreEntryID");
  const auto* const bytes = reinterpret_cast<const BYTE*>(wrapped.get());
  return Bytes(bytes, bytes + size);
}

}  // namespace

ProfileSettings ReadProfile(IMAPISupport& support, bool is_spooler) {
  const ComPtr<IProfSect> section = OpenProfileSection(support, !is_spooler);
  const PropertyBag found =
      ReadProfileSection(*section.get(), {PR_NATIVE_STORE_DIRECTORY_W, PR_DISPLAY_NAME_W, PR_RECORD_KEY});
  ProfileSettings settings;
  settings.folder = PathIn(found, PR_NATIVE_STORE_DIRECTORY_W);
  if (settings.folder.empty()) {
    throw Failure(MAPI_E_UNCONFIGURED, "the profile section does not say where the store is");
  }
  if (const Text* const name = found.Wide(PR_DISPLAY_NAME_W)) settings.display_name = *name;
  if (const Bytes* const uid = found.Binary(PR_RECORD_KEY)) settings.uid = *uid;
  return settings;
}

void Announce(Store& store, IMAPISupport& support, ULONG logon_flags, bool is_spooler) {
  const Bytes wrapped = Wrapped(support, store.EntryId(kStoreId));
  {
    // Another logon at the store may be reading it.
    const std::lock_guard<std::recursive_mutex> lock(store.call_mutex());
    store.wrapped_entry_id = wrapped;
  }
  const Text name = store.DisplayName();
  if (!is_spooler) {
    const std::vector<Property> shown = {
        TextProperty(PR_DISPLAY_NAME_W, name),
        BytesProperty(PR_ENTRYID, wrapped),
        BytesProperty(PR_RECORD_KEY, store.uid()),
        BytesProperty(PR_MDB_PROVIDER, Bytes(kProviderUid, kProviderUid + sizeof kProviderUid)),
        TextProperty(PR_PROVIDER_DISPLAY_W, kProviderName),
    };
    const ComPtr<IProfSect> section = OpenProfileSection(support, true);
    std::vector<ULONG> tags;
    for (const Property& property : shown) tags.push_back(property.tag);
    const PropertyBag present = ReadProfileSection(*section.get(), tags);
    std::vector<Property> missing;
    for (const Property& property : shown) {
      const Property* const old = present.Find(property.tag);
      if (old == nullptr || old->value != property.value) missing.push_back(property);
    }
    if (!missing.empty()) WriteProfileSection(*section.get(), missing);
  }
  ClaimEntryIds(support, kProviderUid);
  if (is_spooler) return;
  if ((logon_flags & MDB_TEMPORARY) == 0) Demand(support.ModifyProfile(0), "ModifyProfile");
  ShowStatus(support, name, kProviderName);
}

void WriteDisplayName(IMAPISupport& support, const Text& name) {
  WriteProfileSection(*OpenProfileSection(support, true).get(), {TextProperty(PR_DISPLAY_NAME_W, name)});
}

}  // namespace native_store
