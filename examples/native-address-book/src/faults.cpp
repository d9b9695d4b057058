#include "faults.h"

#if defined(NATIVE_ADDRESS_BOOK_FAULTS)

#include <string>

#include "own-name.h"

namespace native_address_book {

namespace {

Fault FromFileName() {
  const std::string name = native::OwnName();
#define NATIVE_ADDRESS_BOOK_FAULT_CASE(fault) \
  if (name == "native-address-book-" #fault) return Fault::fault;
  NATIVE_ADDRESS_BOOK_FAULT_LIST(NATIVE_ADDRESS_BOOK_FAULT_CASE)
#undef NATIVE_ADDRESS_BOOK_FAULT_CASE
  return Fault::None;
}

}  // namespace

Fault ChosenFault() {
  static const Fault fault = FromFileName();
  return fault;
}

}  // namespace native_address_book

#endif
