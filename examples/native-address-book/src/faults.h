// Ways in which this address book can be built broken, to show what mapi-certify says of each: FAULTS.md has the table.
//
// `node build.js --fault CrashInDo` compiles with -DNATIVE_ADDRESS_BOOK_FAULTS, once for all of them: which fault a
// library has is told by its file name, native-address-book-CrashInDo.so. In the address book itself the conditions are
// false, and nothing of them is compiled in.
#pragma once

#include "broken-on-purpose.h"

namespace native_address_book {

#define NATIVE_ADDRESS_BOOK_FAULT_LIST(FAULT) \
  FAULT(CrashInDo)                            \
  FAULT(NoInterface)                          \
  FAULT(ForgetsTheLastBatch)                  \
  FAULT(WritesAfterDo)                        \
  FAULT(LeaksTheLogon)                        \
  FAULT(ReleasesOnceTooOften)                 \
  FAULT(LosesMembers)                         \
  FAULT(LosesNames)                           \
  FAULT(LosesUpdates)                         \
  FAULT(CutsStreams)                          \
  FAULT(ChangesEntryIds)                      \
  FAULT(SavesUnsaved)                         \
  FAULT(ServiceEntryFails)                    \
  FAULT(ServiceEntryCrashes)                  \
  FAULT(ServiceEntryHangs)                    \
  FAULT(ServiceWritesNothing)                 \
  /* Unusual, and right. */                   \
  FAULT(JoinsAWriterThatNotifies)

enum class Fault { NATIVE_ADDRESS_BOOK_FAULT_LIST(NATIVE_FAULT_NAME) None };

#if defined(NATIVE_ADDRESS_BOOK_FAULTS)
// By the name of the file that this library was loaded from.
Fault ChosenFault();
inline bool HasFault(Fault fault) { return ChosenFault() == fault; }
#else
constexpr bool HasFault(Fault) { return false; }
#endif

}  // namespace native_address_book
