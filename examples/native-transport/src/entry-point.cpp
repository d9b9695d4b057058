// What the library exports.
#include "provider-init.h"
#include "provider.h"

NATIVE_EXPORT HRESULT __cdecl XPProviderInit(HINSTANCE, LPMALLOC, LPALLOCATEBUFFER allocate, LPALLOCATEMORE allocate_more,
                                             LPFREEBUFFER free, ULONG, ULONG mapi_version, ULONG* provider_version,
                                             LPXPPROVIDER* provider) {
  return native::InitProvider<native_transport::Provider>({allocate, allocate_more, free}, mapi_version,
                                                          provider_version, provider);
}
