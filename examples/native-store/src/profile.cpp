#include "profile.h"

#include "com.h"
#include "failure.h"
#include "mapi-memory.h"

namespace native_store {

namespace {

// A section has many readers or one writer. Somebody who holds it lets go of it some time, so a logon that cannot have
// it fails with a code after which MAPI tries again.
ComPtr<IProfSect> OpenSection(IMAPISupport& support, bool is_writable) {
  ComPtr<IProfSect> section;
  HRESULT hr = support.OpenProfileSection(nullptr, is_writable ? MAPI_MODIFY : 0, section.Receive());
  if (hr == MAPI_E_NO_ACCESS && is_writable) hr = support.OpenProfileSection(nullptr, 0, section.Receive());
  if (hr == MAPI_E_NO_ACCESS) throw Failure(MAPI_E_FAILONEPROVIDER, "somebody else writes the profile section");
  Demand(hr, "OpenProfileSection");
  return section;
}

void SetProperties(IProfSect& section, const std::vector<Property>& properties) {
  std::size_t reserve = 0;
  for (const Property& property : properties) reserve += SizeForMapi(property);
  MapiBlock block(properties.size() * sizeof(SPropValue), reserve);
  for (std::size_t index = 0; index < properties.size(); ++index) {
    ToMapi(properties[index], block, block.As<SPropValue>() + index);
  }
  const HRESULT hr = section.SetProps(static_cast<ULONG>(properties.size()), block.As<SPropValue>(), nullptr);
  if (hr == MAPI_E_NO_ACCESS) throw Failure(MAPI_E_FAILONEPROVIDER, "the profile section cannot be written now");
  Demand(hr, "SetProps of the profile section");
}

// What the section has of some properties.
PropertyBag ReadProperties(IProfSect& section, const std::vector<ULONG>& wanted) {
  MapiBlock tags(CbNewSPropTagArray(wanted.size()));
  tags.As<SPropTagArray>()->cValues = static_cast<ULONG>(wanted.size());
  std::copy(wanted.begin(), wanted.end(), tags.As<SPropTagArray>()->aulPropTag);
  ULONG count = 0;
  MapiOwned<SPropValue> values;
  Demand(section.GetProps(tags.As<SPropTagArray>(), MAPI_UNICODE, &count, values.Receive()),
         "GetProps of the profile section");
  PropertyBag found;
  for (ULONG index = 0; index < count; ++index) {
    if (PROP_TYPE(values.get()[index].ulPropTag) != PT_ERROR) found.Set(FromMapi(values.get()[index]));
  }
  return found;
}

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
  const ComPtr<IProfSect> section = OpenSection(support, !is_spooler);
  const PropertyBag found =
      ReadProperties(*section.get(), {PR_NATIVE_STORE_DIRECTORY_W, PR_DISPLAY_NAME_W, PR_RECORD_KEY});
  const Text* const folder = found.Wide(PR_NATIVE_STORE_DIRECTORY_W);
  if (folder == nullptr || folder->empty()) {
    throw Failure(MAPI_E_UNCONFIGURED, "the profile section does not say where the store is");
  }
  ProfileSettings settings;
#if defined(_WIN32)
  settings.folder = *folder;
#else
  settings.folder = ToUtf8(*folder);
#endif
  if (const Text* const name = found.Wide(PR_DISPLAY_NAME_W)) settings.display_name = *name;
  if (const Bytes* const uid = found.Binary(PR_RECORD_KEY)) settings.uid = *uid;
  return settings;
}

void Announce(Store& store, IMAPISupport& support, ULONG logon_flags, bool is_spooler) {
  const Bytes wrapped = Wrapped(support, store.EntryId(kStoreId));
  {
    // Another logon at the store may be reading it.
    const std::lock_guard<std::recursive_mutex> lock(store.database().call_mutex());
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
    const ComPtr<IProfSect> section = OpenSection(support, true);
    std::vector<ULONG> tags;
    for (const Property& property : shown) tags.push_back(property.tag);
    const PropertyBag present = ReadProperties(*section.get(), tags);
    std::vector<Property> missing;
    for (const Property& property : shown) {
      const Property* const old = present.Find(property.tag);
      if (old == nullptr || old->value != property.value) missing.push_back(property);
    }
    if (!missing.empty()) SetProperties(*section.get(), missing);
  }
  MAPIUID uid;
  std::memcpy(uid.ab, kProviderUid, sizeof uid.ab);
  Demand(support.SetProviderUID(&uid, 0), "SetProviderUID");
  if (is_spooler) return;
  if ((logon_flags & MDB_TEMPORARY) == 0) Demand(support.ModifyProfile(0), "ModifyProfile");
  const std::vector<Property> row = {
      TextProperty(PR_DISPLAY_NAME_W, name),
      TextProperty(PR_PROVIDER_DISPLAY_W, kProviderName),
      LongProperty(PR_STATUS_CODE, STATUS_AVAILABLE),
      LongProperty(PR_RESOURCE_METHODS, 0),
  };
  MapiBlock block(row.size() * sizeof(SPropValue));
  for (std::size_t index = 0; index < row.size(); ++index) ToMapi(row[index], block, block.As<SPropValue>() + index);
  Demand(support.ModifyStatusRow(static_cast<ULONG>(row.size()), block.As<SPropValue>(), 0), "ModifyStatusRow");
}

void WriteDisplayName(IMAPISupport& support, const Text& name) {
  SetProperties(*OpenSection(support, true).get(), {TextProperty(PR_DISPLAY_NAME_W, name)});
}

}  // namespace native_store
