// What the library exports: MAPI loads it, and looks for this name.
#include <new>

#include "mapi-memory.h"
#include "provider.h"

#if defined(_WIN32)
#define NATIVE_ADDRESS_BOOK_EXPORT extern "C" __declspec(dllexport)
#else
#define NATIVE_ADDRESS_BOOK_EXPORT extern "C" __attribute__((visibility("default")))
#endif

NATIVE_ADDRESS_BOOK_EXPORT HRESULT __cdecl ABProviderInit(HINSTANCE, LPMALLOC, LPALLOCATEBUFFER allocate,
                                                          LPALLOCATEMORE allocate_more, LPFREEBUFFER free, ULONG,
                                                          ULONG mapi_version, ULONG* provider_version,
                                                          LPABPROVIDER* provider) {
  if (provider_version == nullptr || provider == nullptr) return MAPI_E_INVALID_PARAMETER;
  *provider = nullptr;
  *provider_version = CURRENT_SPI_VERSION;
  // A MAPI that is older than the interface that this was written for.
  constexpr ULONG kMajor = 0xFFFF0000;
  if ((mapi_version & kMajor) < (static_cast<ULONG>(CURRENT_SPI_VERSION) & kMajor)) return MAPI_E_VERSION;
  native::SetMapiMemory({allocate, allocate_more, free});
  // Each session has a provider object of its own.
  *provider = new (std::nothrow) native_address_book::Provider;
  return *provider == nullptr ? MAPI_E_NOT_ENOUGH_MEMORY : S_OK;
}
