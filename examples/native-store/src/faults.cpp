#include "faults.h"

#if defined(NATIVE_STORE_FAULTS)

#include <string>

#include "own-name.h"

namespace native_store {

namespace {

Fault FromFileName() {
  const std::string name = native::OwnName();
#define NATIVE_STORE_FAULT_CASE(fault) \
  if (name == "native-store-" #fault) return Fault::fault;
  NATIVE_STORE_FAULT_LIST(NATIVE_STORE_FAULT_CASE)
#undef NATIVE_STORE_FAULT_CASE
  return Fault::None;
}

}  // namespace

Fault ChosenFault() {
  static const Fault fault = FromFileName();
  return fault;
}

}  // namespace native_store

#endif
