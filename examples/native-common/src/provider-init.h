// What a library exports: MAPI loads it, and looks for MSProviderInit, XPProviderInit or ABProviderInit by name.
#pragma once

#include <new>

#include "mapi-memory.h"

#if defined(_WIN32)
#define NATIVE_EXPORT extern "C" __declspec(dllexport)
#else
#define NATIVE_EXPORT extern "C" __attribute__((visibility("default")))
#endif

namespace native {

// What the three do, alike: each session gets a provider object of its own, of the class `Provider`.
template <typename Provider, typename Interface>
HRESULT InitProvider(const MapiMemory& memory, ULONG mapi_version, ULONG* provider_version,
                     Interface** provider) noexcept {
  if (provider_version == nullptr || provider == nullptr) return MAPI_E_INVALID_PARAMETER;
  *provider = nullptr;
  *provider_version = CURRENT_SPI_VERSION;
  // A MAPI that is older than the interface that this was written for.
  constexpr ULONG kMajor = 0xFFFF0000;
  if ((mapi_version & kMajor) < (static_cast<ULONG>(CURRENT_SPI_VERSION) & kMajor)) return MAPI_E_VERSION;
  SetMapiMemory(memory);
  *provider = new (std::nothrow) Provider;
  return *provider == nullptr ? MAPI_E_NOT_ENOUGH_MEMORY : S_OK;
}

}  // namespace native
