#include "faults.h"

#if defined(NATIVE_TRANSPORT_FAULTS)

namespace native_transport {

Fault ChosenFault() {
  static const auto fault = native::ChosenFault<Fault>("native-transport", {NATIVE_TRANSPORT_FAULT_LIST(NATIVE_FAULT_TEXT)});
  return fault;
}

}  // namespace native_transport

#endif
