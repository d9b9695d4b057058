// Ways in which this store can be built broken, to show what mapi-certify says of each: FAULTS.md has the table.
//
// `node build.js --fault CrashInDo` compiles with -DNATIVE_STORE_FAULTS, once for all of them: which fault a library
// has is told by its file name, native-store-CrashInDo.so. In the store itself the conditions are false, and nothing of
// them is compiled in.
#pragma once

#include "broken-on-purpose.h"

namespace native_store {

#define NATIVE_STORE_FAULT_LIST(FAULT) \
  FAULT(CrashInQuery)                  \
  FAULT(CrashInNotify)                 \
  FAULT(CrashInDo)                     \
  FAULT(DividesByZeroAfterDo)          \
  FAULT(ThrowsThroughTheBoundary)      \
  FAULT(WaitsForItsOwnThread)          \
  FAULT(WrongThis)                     \
  FAULT(ReleasesOnceTooOften)          \
  FAULT(LeaksTheSupportObject)         \
  FAULT(FreesWithTheWrongAllocator)    \
  FAULT(KeepsALentBuffer)              \
  FAULT(WritesAfterDo)                 \
  FAULT(ForgetsTheLastBatch)           \
  FAULT(NoInterface)                   \
  FAULT(AnsiOnly)                      \
  FAULT(SavesInDllMainOnly)            \
  FAULT(ReadsFreedMemory)              \
  FAULT(WritesOneByteTooMany)          \
  FAULT(GivesNoStore)                  \
  FAULT(GivesAPointerToNowhere)        \
  /* Unusual, and right. */            \
  FAULT(JoinsAWriterThatNotifies)      \
  FAULT(JoinsAWriterThatFreesMemory)   \
  FAULT(NeedsALargeStack)              \
  FAULT(ReliesOnThreadLocal)

enum class Fault { NATIVE_STORE_FAULT_LIST(NATIVE_FAULT_NAME) None };

#if defined(NATIVE_STORE_FAULTS)
constexpr bool kIsBroken = true;
// By the name of the file that this library was loaded from.
Fault ChosenFault();
inline bool HasFault(Fault fault) { return ChosenFault() == fault; }
#else
constexpr bool kIsBroken = false;
constexpr bool HasFault(Fault) { return false; }
#endif

}  // namespace native_store
