// MSGServiceEntry: how the address book gets its settings. MAPI calls it when a user adds the service to a profile
// (MSG_SERVICE_CREATE), changes it (MSG_SERVICE_CONFIGURE) or takes it out (MSG_SERVICE_DELETE); under which name, MapiSvc.inf
// says (PR_SERVICE_ENTRY_NAME). There is no logon yet: what it writes into the section of the provider is what Logon reads.
#include <chrono>
#include <filesystem>
#include <thread>

#include "com.h"
#include "failure.h"
#include "faults.h"
#include "profile.h"
#include "profile-section.h"
#include "provider-init.h"

namespace native_address_book {

namespace {

// What a dialog would ask the user for.
std::optional<Property> FindDirectory(ULONG count, const SPropValue* properties) {
  for (ULONG index = 0; index < count; ++index) {
    if (properties[index].ulPropTag == PR_NATIVE_ADDRESS_BOOK_DIRECTORY_W) return FromMapi(properties[index]);
  }
  return std::nullopt;
}

void SetFile(IProviderAdmin& admin, SBinary uid, const Text& file) {
  ComPtr<IProfSect> section;
  Demand(admin.OpenProfileSection(reinterpret_cast<LPMAPIUID>(uid.lpb), nullptr, MAPI_MODIFY, section.Receive()),
         "OpenProfileSection");
  WriteProfileSection(*section.get(), {TextProperty(PR_NATIVE_ADDRESS_BOOK_FILE_W, file)});
}

// A service may have several providers; this one has one.
void Configure(IProviderAdmin& admin, const Text& file) {
  ComPtr<IMAPITable> providers;
  Demand(admin.GetProviderTable(0, providers.Receive()), "GetProviderTable");
  SizedSPropTagArray(1, columns) = {1, {PR_PROVIDER_UID}};
  Demand(providers->SetColumns(reinterpret_cast<LPSPropTagArray>(&columns), 0), "SetColumns");
  for (;;) {
    MapiOwned<SRowSet> rows;
    Demand(providers->QueryRows(1, 0, rows.Receive()), "QueryRows");
    if (rows->cRows == 0) return;
    // The properties of a row are a block of their own.
    MapiOwned<SPropValue> row;
    *row.Receive() = rows->aRow[0].lpProps;
    if (row->ulPropTag == PR_PROVIDER_UID) SetFile(admin, row->Value.bin, file);
  }
}

}  // namespace

}  // namespace native_address_book

NATIVE_EXPORT HRESULT WINAPI MSGServiceEntry(HINSTANCE, LPMALLOC, LPMAPISUP support, native::UIntParam /*window*/,
                                             ULONG /*flags*/, ULONG context, ULONG count, LPSPropValue properties,
                                             LPPROVIDERADMIN admin, LPMAPIERROR* error) {
  using namespace native_address_book;
  return Protect([&]() -> HRESULT {
    if (error != nullptr) *error = nullptr;
    if (HasFault(Fault::ServiceEntryFails)) return MAPI_E_CORRUPT_DATA;
    CrashIf(HasFault(Fault::ServiceEntryCrashes));
    if (HasFault(Fault::ServiceEntryHangs)) std::this_thread::sleep_for(std::chrono::hours(1));
    if (context != MSG_SERVICE_CREATE && context != MSG_SERVICE_CONFIGURE) return S_OK;
    if (support == nullptr || admin == nullptr) return MAPI_E_INVALID_PARAMETER;
    // Without a dialog it cannot be configured before it is told where the data is.
    const std::optional<Property> directory = FindDirectory(count, properties);
    if (!directory) return MAPI_E_UNCONFIGURED;
    // No provider object was made yet: MAPI's allocators come from the support object.
    MapiMemory memory;
    Demand(support->GetMemAllocRoutines(&memory.allocate, &memory.allocate_more, &memory.free), "GetMemAllocRoutines");
    SetMapiMemory(memory);
    const std::filesystem::path file = ToPath(std::get<Text>(directory->value)) / "address-book.log";
#if defined(_WIN32)
    const Text text = file.native();
#else
    const Text text = FromUtf8(file.native());
#endif
    if (!HasFault(Fault::ServiceWritesNothing)) Configure(*admin, text);
    return S_OK;
  });
}
