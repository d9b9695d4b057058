// IMAPIProviderShutdown: the three methods, for whoever adds them to a provider of his own.
//
// Who calls:  MAPI alone, when a client (Outlook) is about to end its process without logging off.
//
// On what:    the provider object (IMSProvider, IXPProvider or IABProvider), which MAPI asks for
//             IID_IMAPIProviderShutdown; not the logon objects. So the provider object has to know what it has open:
//             here `stores_`.
//
// In what     QueryFastShutdown, NotifyProcessShutdown, DoFastShutdown; then the process ends, by TerminateProcess. No
// order:      logoff comes, no Release, no DllMain, and no destructor of yours runs. Between the calls, and after them,
//             the client may save, log off, or change its mind: there is no call that takes one of the three back.
//
// In time:    the user waits. What is not needed to keep what was acknowledged does not belong here, and a server
// never.
//
// If your provider writes everything before it answers, all three are `return S_OK;`. If not, they are this page.
#include "provider.h"

#include <chrono>
#include <memory>
#include <thread>

namespace native_store {

namespace {

// One megabyte, touched at each page: the stack of a client's main thread has it, that of others may not.
void UseStack() {
  volatile char room[1u << 20];
  for (std::size_t index = 0; index < sizeof room; index += 4096) room[index] = 1;
}

// A text whose last 0 has no place: the byte behind it is nobody's, as a rule.
void WriteOneByteTooMany() {
  const std::unique_ptr<char[]> text(new char[20]);
  volatile char* const bytes = text.get();
  for (int index = 0; index <= 20; index++) bytes[index] = 0;
}

// A thread that goes on when Do has returned.
void DivideByZeroLater() {
  std::thread([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    volatile int zero = 0;
    // Of 1 the compiler knows the quotient without a division.
    volatile int result = 1000 / zero;
    static_cast<void>(result);
  }).detach();
}

void ThrowIf(bool is_wanted) {
  if (is_wanted) throw Failure(MAPI_E_DISK_ERROR, "nobody catches this");
}

}  // namespace

// May the client leave like this? An answer, not work: it is asked at any time, more than once, also while nobody is
// logged on, and nothing needs to follow. S_OK is yes, MAPI_E_NO_SUPPORT is no. Any other code of success is neither.
//
// Say no where DoFastShutdown could not keep its promise. A provider without the interface is not asked, and under
// Outlook's usual setting its process ends all the same.
HRESULT Provider::QueryFastShutdown() noexcept(!kIsBroken) {
  CrashIf(HasFault(Fault::CrashInQuery));
  return S_OK;
}

// It is going to happen. Begin to save, and put off what can wait: compacting, indexing, fetching. Return soon: the
// other providers are told after this one. Not everything needs to be done yet when it returns, and nothing is promised
// by S_OK.
//
// The client may still go on working, then or later, and nobody tells you: whatever is put off has to begin again by
// itself, with the next change for instance. Here nothing is stopped, so there is nothing to begin again.
HRESULT Provider::NotifyProcessShutdown() noexcept(!kIsBroken) {
  CrashIf(HasFault(Fault::CrashInNotify));
  return ProtectEach(OpenStores(), [](Store& store) { store.database().Hurry(); });
}

// Now. When this returns S_OK, the process may end on the next instruction: everything that was acknowledged has to be
// on the disk by then. It may come without NotifyProcessShutdown before it, and more than once.
//
// - Write on this thread, and return when it is written. A request to another thread is a request that is never served.
// - Wait for no thread that may need you: one that calls MAPI, or wants a lock that is held here. Join one only if it
//   can end by itself.
// - Nothing goes on afterwards: what would still be written then is cut in the middle, or lost.
// - What fails is said: with S_OK the client lets go of what it has. Any error is an honest answer.
// - If the client lives on and saves, nobody calls again: from here on a save is on the disk before it is acknowledged.
//   WriteBehind::Persist takes care of that.
// - No exception may leave, here as everywhere. See Protect in failure.h.
HRESULT Provider::DoFastShutdown() noexcept(!kIsBroken) {
  CrashIf(HasFault(Fault::CrashInDo));
  if (HasFault(Fault::DividesByZeroAfterDo)) DivideByZeroLater();
  ThrowIf(HasFault(Fault::ThrowsThroughTheBoundary));
  if (HasFault(Fault::SavesInDllMainOnly)) return S_OK;
  if (HasFault(Fault::NeedsALargeStack)) UseStack();
  if (HasFault(Fault::WritesOneByteTooMany)) WriteOneByteTooMany();
  if (HasFault(Fault::ReliesOnThreadLocal)) {
    if (!was_logged_on_in_this_thread) return MAPI_E_CALL_FAILED;
  }
  return ProtectEach(OpenStores(), [](Store& store) { store.database().Persist(); });
}

}  // namespace native_store
