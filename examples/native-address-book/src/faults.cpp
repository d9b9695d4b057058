#include "faults.h"

#if defined(NATIVE_ADDRESS_BOOK_FAULTS)

namespace native_address_book {

Fault ChosenFault() {
  static const auto fault =
      native::ChosenFault<Fault>("native-address-book", {NATIVE_ADDRESS_BOOK_FAULT_LIST(NATIVE_FAULT_TEXT)});
  return fault;
}

}  // namespace native_address_book

#endif
