// What the library exports: MAPI loads it, and looks for this name; for that of service-entry.cpp besides.
#include "provider-init.h"
#include "provider.h"

NATIVE_EXPORT HRESULT __cdecl ABProviderInit(HINSTANCE, LPMALLOC, LPALLOCATEBUFFER allocate, LPALLOCATEMORE allocate_more,
                                             LPFREEBUFFER free, ULONG, ULONG mapi_version, ULONG* provider_version,
                                             LPABPROVIDER* provider) {
  return native::InitProvider<native_address_book::Provider>({allocate, allocate_more, free}, mapi_version,
                                                             provider_version, provider);
}
