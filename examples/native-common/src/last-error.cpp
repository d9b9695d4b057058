#include "last-error.h"

#include "failure.h"
#include "mapi-memory.h"
#include "own-name.h"

namespace native {

HRESULT LastError::Get(HRESULT hr, ULONG flags, LPMAPIERROR* error) const {
  return Protect([&]() -> HRESULT {
    if (error == nullptr) return MAPI_E_INVALID_PARAMETER;
    *error = nullptr;
    if (hr != hr_ || message_.empty()) return S_OK;
    const Text component = FromAscii(OwnName());
    MapiBlock block(sizeof(MAPIERROR));
    auto* const result = block.As<MAPIERROR>();
    result->ulVersion = MAPI_ERROR_VERSION;
    if ((flags & MAPI_UNICODE) != 0) {
      result->lpszError = reinterpret_cast<LPTSTR>(block.CopyWide(FromAscii(message_)));
      result->lpszComponent = reinterpret_cast<LPTSTR>(block.CopyWide(component));
    } else {
      result->lpszError = reinterpret_cast<LPTSTR>(block.CopyAnsi(FromAscii(message_)));
      result->lpszComponent = reinterpret_cast<LPTSTR>(block.CopyAnsi(component));
    }
    *error = block.Give<MAPIERROR>();
    return S_OK;
  });
}

}  // namespace native
