// What GetLastError of an object says.
#pragma once

#include <string>

#include "mapi-headers.h"

namespace native {

// The last failure of an object, for its GetLastError.
class LastError {
 public:
  void Set(HRESULT hr, std::string message) {
    hr_ = hr;
    message_ = std::move(message);
  }
  // GetLastError of any interface: no structure when nothing is known about `hr`.
  HRESULT Get(HRESULT hr, ULONG flags, LPMAPIERROR* error) const;

 private:
  HRESULT hr_ = S_OK;
  std::string message_;
};

}  // namespace native
