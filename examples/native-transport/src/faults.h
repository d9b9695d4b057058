// Ways in which this transport can be built broken, to show what mapi-certify says of each: FAULTS.md has the table.
//
// `node build.js --fault SentBeforeTheAnswer` compiles with -DNATIVE_TRANSPORT_FAULTS, once for all of them: which fault
// a library has is told by its file name. In the transport itself the conditions are false, and nothing of them is
// compiled in.
#pragma once

#include "broken-on-purpose.h"

namespace native_transport {

#define NATIVE_TRANSPORT_FAULT_LIST(FAULT) \
  FAULT(QueueInMemory)                     \
  FAULT(SentBeforeTheAnswer)               \
  FAULT(ForgetsThatItHasSent)              \
  FAULT(WaitsForTheServerInDo)             \
  FAULT(WritesDownAfterDo)                 \
  FAULT(CrashInDo)                         \
  FAULT(LeaksTheSupportObject)             \
  FAULT(LeaksAnAttachment)                 \
  FAULT(ReleasesTheMessage)                \
  FAULT(UsesTheMessageAfterEndMessage)     \
  FAULT(FreesAReportedList)                \
  FAULT(TakesMailBeforeItIsSaved)          \
  /* Unusual, and right. */                \
  FAULT(JoinsASenderThatNotifies)          \
  FAULT(SendsTextAlone)

enum class Fault { NATIVE_TRANSPORT_FAULT_LIST(NATIVE_FAULT_NAME) None };

#if defined(NATIVE_TRANSPORT_FAULTS)
// By the name of the file that this library was loaded from.
Fault ChosenFault();
inline bool HasFault(Fault fault) { return ChosenFault() == fault; }
#else
constexpr bool HasFault(Fault) { return false; }
#endif

}  // namespace native_transport
