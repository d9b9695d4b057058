// How what goes wrong inside becomes what a caller of MAPI gets: an HRESULT, and a sentence for GetLastError.
#pragma once

#include <exception>
#include <string>

#include "mapi-headers.h"

namespace native {

// Thrown inside the library alone. An exception that crosses a method of COM ends the process: whoever calls may be C,
// or C++ of another compiler. So every method that MAPI calls catches everything: Protect does.
class Failure : public std::exception {
 public:
  Failure(HRESULT hr, std::string message) : hr_(hr), message_(std::move(message)) {}

  HRESULT hr() const noexcept { return hr_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  HRESULT hr_;
  std::string message_;
};

// Fails unless a call of MAPI has succeeded. Warnings are successes.
inline void Demand(HRESULT hr, const char* what) {
  if (FAILED(hr)) throw Failure(hr, std::string(what) + " failed");
}

// The code of the exception that is being handled.
HRESULT CurrentFailure(std::string* message) noexcept;

// Runs the body of a method that MAPI calls.
template <typename Body>
HRESULT Protect(Body&& body) noexcept {
  try {
    return body();
  } catch (...) {
    return CurrentFailure(nullptr);
  }
}

// Does something for each of several objects. All of them get their chance, also when one of them fails: the first failure
// is what the caller gets.
template <typename Objects, typename Work>
HRESULT ProtectEach(const Objects& objects, Work&& work) noexcept {
  HRESULT result = S_OK;
  for (const auto& object : objects) {
    const HRESULT hr = Protect([&]() -> HRESULT {
      work(*object);
      return S_OK;
    });
    if (SUCCEEDED(result)) result = hr;
  }
  return result;
}

}  // namespace native
