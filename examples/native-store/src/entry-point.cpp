// What the library exports.
#include "provider-init.h"
#include "provider.h"

// The 64-bit calling convention is one and the same, so __cdecl is no matter of ABI; in 32-bit builds it is, and a .def
// file has to give the name without decoration.
NATIVE_EXPORT HRESULT __cdecl MSProviderInit(HINSTANCE, LPMALLOC, LPALLOCATEBUFFER allocate, LPALLOCATEMORE allocate_more,
                                             LPFREEBUFFER free, ULONG, ULONG mapi_version, ULONG* provider_version,
                                             LPMSPROVIDER* provider) {
  return native::InitProvider<native_store::Provider>({allocate, allocate_more, free}, mapi_version, provider_version,
                                                      provider);
}

#if defined(_WIN32)
// Here is not the place to save anything. At the end of a fast shutdown nobody calls it, and at the end of any process
// the other threads are gone already, with whatever locks they held.
BOOL WINAPI DllMain(HINSTANCE, DWORD reason, LPVOID) {
  if (native_store::HasFault(native_store::Fault::SavesInDllMainOnly)) {
    if (reason == DLL_PROCESS_DETACH) native_store::Database::FlushAll();
  }
  return TRUE;
}
#else
// The same on Linux.
__attribute__((destructor)) static void OnUnload() {
  if (native_store::HasFault(native_store::Fault::SavesInDllMainOnly)) native_store::Database::FlushAll();
}
#endif
