#include "profile.h"

#include "failure.h"
#include "profile-section.h"

namespace native_address_book {

std::filesystem::path ReadDataFile(IMAPISupport& support) {
  const ComPtr<IProfSect> section = OpenProfileSection(support, false);
  const PropertyBag found = ReadProfileSection(*section.get(), {PR_NATIVE_ADDRESS_BOOK_FILE_W});
  std::filesystem::path file = PathIn(found, PR_NATIVE_ADDRESS_BOOK_FILE_W);
  if (file.empty()) throw Failure(MAPI_E_UNCONFIGURED, "the profile section does not say where the address book is");
  return file;
}

void Announce(IMAPISupport& support) {
  ClaimEntryIds(support, kProviderUid);
  ShowStatus(support, kProviderName, kProviderName);
}

}  // namespace native_address_book
