#include "faults.h"

#if defined(NATIVE_STORE_FAULTS)

#include <string>

#include "own-name.h"

namespace native_store {

namespace {

Fault FromFileName() {
  std::string name = native::OwnName();
  if (const std::size_t asan = name.rfind("-asan"); asan != std::string::npos) name.resize(asan);
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
