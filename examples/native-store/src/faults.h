// Ways in which this store can be built broken, to show what mapi-certify says of each: FAULTS.md has the table.
//
// `node build.js --fault CrashInDo` compiles with -DNATIVE_STORE_FAULT=CrashInDo. In the store itself the conditions are
// all false, and nothing of them is compiled in.
#pragma once

namespace native_store {

enum class Fault {
  None,
  CrashInQuery,
  CrashInNotify,
  CrashInDo,
  ThrowsThroughTheBoundary,
  WaitsForItsOwnThread,
  WrongThis,
  ReleasesOnceTooOften,
  LeaksTheSupportObject,
  FreesWithTheWrongAllocator,
  KeepsALentBuffer,
  WritesAfterDo,
  ForgetsTheLastBatch,
  NoInterface,
  AnsiOnly,
  SavesInDllMainOnly,
  // Unusual, and right.
  JoinsAWriterThatNotifies,
  JoinsAWriterThatFreesMemory,
  NeedsALargeStack,
  ReliesOnThreadLocal,
};

#if !defined(NATIVE_STORE_FAULT)
#define NATIVE_STORE_FAULT None
#endif

// For `if constexpr (HasFault(Fault::CrashInDo))`.
constexpr bool HasFault(Fault fault) { return fault == Fault::NATIVE_STORE_FAULT; }

}  // namespace native_store
