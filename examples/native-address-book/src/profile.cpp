#include "profile.h"

#include "failure.h"

namespace native_address_book {

std::filesystem::path PathOf(const Text& text) {
#if defined(_WIN32)
  return text;
#else
  return ToUtf8(text);
#endif
}

std::filesystem::path ReadDataFile(IMAPISupport& support) {
  ComPtr<IProfSect> section;
  const HRESULT hr = support.OpenProfileSection(nullptr, 0, section.Receive());
  // Somebody has it open for writing, and lets go of it some time: after this code MAPI tries again.
  if (hr == MAPI_E_NO_ACCESS) throw Failure(MAPI_E_FAILONEPROVIDER, "somebody else writes the profile section");
  Demand(hr, "OpenProfileSection");
  SizedSPropTagArray(1, tags) = {1, {PR_NATIVE_ADDRESS_BOOK_FILE_W}};
  ULONG count = 0;
  MapiOwned<SPropValue> value;
  Demand(section->GetProps(reinterpret_cast<LPSPropTagArray>(&tags), MAPI_UNICODE, &count, value.Receive()),
         "GetProps of the profile section");
  if (count != 1 || value->ulPropTag != PR_NATIVE_ADDRESS_BOOK_FILE_W || *value->Value.lpszW == 0) {
    throw Failure(MAPI_E_UNCONFIGURED, "the profile section does not say where the address book is");
  }
  return PathOf(value->Value.lpszW);
}

void Announce(IMAPISupport& support) {
  MAPIUID uid;
  std::memcpy(uid.ab, kProviderUid, sizeof uid.ab);
  Demand(support.SetProviderUID(&uid, 0), "SetProviderUID");
  const std::vector<Property> row = {
      TextProperty(PR_DISPLAY_NAME_W, kProviderName),
      TextProperty(PR_PROVIDER_DISPLAY_W, kProviderName),
      LongProperty(PR_STATUS_CODE, STATUS_AVAILABLE),
      // There is no status object.
      LongProperty(PR_RESOURCE_METHODS, 0),
  };
  MapiBlock block(row.size() * sizeof(SPropValue));
  for (std::size_t index = 0; index < row.size(); ++index) ToMapi(row[index], block, block.As<SPropValue>() + index);
  Demand(support.ModifyStatusRow(static_cast<ULONG>(row.size()), block.As<SPropValue>(), 0), "ModifyStatusRow");
}

}  // namespace native_address_book
