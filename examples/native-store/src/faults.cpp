#include "faults.h"

#if defined(NATIVE_STORE_FAULTS)

namespace native_store {

Fault ChosenFault() {
  static const auto fault = native::ChosenFault<Fault>("native-store", {NATIVE_STORE_FAULT_LIST(NATIVE_FAULT_TEXT)});
  return fault;
}

}  // namespace native_store

#endif
