#include "faults.h"

#if defined(NATIVE_TRANSPORT_FAULTS)

#include <string>

#include "own-name.h"

namespace native_transport {

namespace {

Fault FromFileName() {
  const std::string name = native::OwnName();
#define NATIVE_TRANSPORT_FAULT_CASE(fault) \
  if (name == "native-transport-" #fault) return Fault::fault;
  NATIVE_TRANSPORT_FAULT_LIST(NATIVE_TRANSPORT_FAULT_CASE)
#undef NATIVE_TRANSPORT_FAULT_CASE
  return Fault::None;
}

}  // namespace

Fault ChosenFault() {
  static const Fault fault = FromFileName();
  return fault;
}

}  // namespace native_transport

#endif
