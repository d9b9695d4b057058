// What the library exports: MAPI loads it, and looks for this name.
#include <new>

#include "mapi-memory.h"
#include "provider.h"

#if defined(_WIN32)
#define NATIVE_STORE_EXPORT extern "C" __declspec(dllexport)
#else
#define NATIVE_STORE_EXPORT extern "C" __attribute__((visibility("default")))
#endif

// The 64-bit calling convention is one and the same, so __cdecl is no matter of ABI; in 32-bit builds it is, and a .def
// file has to give the name without decoration.
NATIVE_STORE_EXPORT HRESULT __cdecl MSProviderInit(HINSTANCE, LPMALLOC, LPALLOCATEBUFFER allocate,
                                                   LPALLOCATEMORE allocate_more, LPFREEBUFFER free, ULONG,
                                                   ULONG mapi_version, ULONG* provider_version,
                                                   LPMSPROVIDER* provider) {
  if (provider_version == nullptr || provider == nullptr) return MAPI_E_INVALID_PARAMETER;
  *provider = nullptr;
  *provider_version = CURRENT_SPI_VERSION;
  // A MAPI that is older than the interface that this was written for.
  constexpr ULONG kMajor = 0xFFFF0000;
  if ((mapi_version & kMajor) < (static_cast<ULONG>(CURRENT_SPI_VERSION) & kMajor)) return MAPI_E_VERSION;
  native_store::SetMapiMemory({allocate, allocate_more, free});
  // Each session has a provider object of its own.
  *provider = new (std::nothrow) native_store::Provider;
  return *provider == nullptr ? MAPI_E_NOT_ENOUGH_MEMORY : S_OK;
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
