#include "failure.h"

#include <new>

namespace native {

HRESULT CurrentFailure(std::string* message) noexcept {
  try {
    throw;
  } catch (const Failure& failure) {
    if (message != nullptr) *message = failure.what();
    return failure.hr();
  } catch (const std::bad_alloc&) {
    return MAPI_E_NOT_ENOUGH_MEMORY;
  } catch (const std::exception& error) {
    if (message != nullptr) *message = error.what();
    return MAPI_E_CALL_FAILED;
  } catch (...) {
    return MAPI_E_CALL_FAILED;
  }
}

}  // namespace native
