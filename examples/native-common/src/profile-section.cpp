#include "profile-section.h"

#include "failure.h"

namespace native {

ComPtr<IProfSect> OpenProfileSection(IMAPISupport& support, bool is_writable) {
  ComPtr<IProfSect> section;
  HRESULT hr = support.OpenProfileSection(nullptr, is_writable ? MAPI_MODIFY : 0, section.Receive());
  if (hr == MAPI_E_NO_ACCESS && is_writable) hr = support.OpenProfileSection(nullptr, 0, section.Receive());
  if (hr == MAPI_E_NO_ACCESS) throw Failure(MAPI_E_FAILONEPROVIDER, "somebody else writes the profile section");
  Demand(hr, "OpenProfileSection");
  return section;
}

PropertyBag ReadProfileSection(IProfSect& section, const std::vector<ULONG>& wanted) {
  MapiOwned<SPropTagArray> tags;
  *tags.Receive() = GiveTags(wanted);
  ULONG count = 0;
  MapiOwned<SPropValue> values;
  Demand(section.GetProps(tags.get(), MAPI_UNICODE, &count, values.Receive()), "GetProps of the profile section");
  PropertyBag found;
  for (ULONG index = 0; index < count; ++index) {
    if (PROP_TYPE(values.get()[index].ulPropTag) != PT_ERROR) found.Set(FromMapi(values.get()[index]));
  }
  return found;
}

void WriteProfileSection(IProfSect& section, const std::vector<Property>& properties) {
  MapiOwned<SPropValue> values;
  *values.Receive() = GiveValues(properties);
  const HRESULT hr = section.SetProps(static_cast<ULONG>(properties.size()), values.get(), nullptr);
  if (hr == MAPI_E_NO_ACCESS) throw Failure(MAPI_E_FAILONEPROVIDER, "the profile section cannot be written now");
  Demand(hr, "SetProps of the profile section");
}

std::filesystem::path PathIn(const PropertyBag& properties, ULONG tag) {
  const Text* const path = properties.Wide(tag);
  return path == nullptr ? std::filesystem::path() : ToPath(*path);
}

std::filesystem::path ToPath(const Text& text) {
#if defined(_WIN32)
  return text;
#else
  return ToUtf8(text);
#endif
}

void ClaimEntryIds(IMAPISupport& support, const BYTE (&provider_uid)[16]) {
  MAPIUID uid;
  std::memcpy(uid.ab, provider_uid, sizeof uid.ab);
  Demand(support.SetProviderUID(&uid, 0), "SetProviderUID");
}

void ShowStatus(IMAPISupport& support, const Text& name, const Text& provider_name) {
  const std::vector<Property> row = {
      TextProperty(PR_DISPLAY_NAME_W, name),
      TextProperty(PR_PROVIDER_DISPLAY_W, provider_name),
      LongProperty(PR_STATUS_CODE, STATUS_AVAILABLE),
      LongProperty(PR_RESOURCE_METHODS, 0),
  };
  MapiOwned<SPropValue> values;
  *values.Receive() = GiveValues(row);
  Demand(support.ModifyStatusRow(static_cast<ULONG>(row.size()), values.get(), 0), "ModifyStatusRow");
}

}  // namespace native
