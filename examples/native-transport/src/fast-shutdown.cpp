// IMAPIProviderShutdown: the three methods, for whoever adds them to a transport of his own.
//
// Who calls:  MAPI alone, when a client (Outlook) is about to end its process without logging off.
//
// On what:    the provider object (IXPProvider), which MAPI asks for IID_IMAPIProviderShutdown; not the logon objects. So
//             the provider object has to know who is logged on: here `posts_`.
//
// In what     QueryFastShutdown, NotifyProcessShutdown, DoFastShutdown; then the process ends, by TerminateProcess. No
// order:      NOTIFY_END_OUTBOUND comes before that, no TransportLogoff, no Release, no DllMain. Between the calls, and
//             after them, the client may submit, log off, or change its mind: there is no call that takes one of the
//             three back.
//
// In time:    the user waits, and the server may not answer for a minute. Nothing here waits for one.
//
// What makes this short is done elsewhere: a message is on the disk, whole, before SubmitMessage says that it was taken
// over (logon.cpp, outbox.cpp). A transport that keeps its queue in memory until it was sent has to write it in
// DoFastShutdown; one that sends within SubmitMessage, and marks recipients when the server has answered, has nothing to
// do at all.
#include "failure.h"
#include "faults.h"
#include "provider.h"

namespace native_transport {

// May the client leave like this? An answer, not work: it is asked at any time, more than once, also while nobody is
// logged on, and nothing needs to follow. S_OK is yes, MAPI_E_NO_SUPPORT is no. Any other code of success is neither.
HRESULT Provider::QueryFastShutdown() noexcept { return S_OK; }

// It is going to happen. Begin no delivery and ask for no mail; a delivery that is under way is broken off, and the next
// life begins it again, under the same Message-ID. Return at once: the other providers are told after this one.
//
// The client may still go on working, and nobody tells you. What was stopped has to begin again by itself: here after two
// seconds, or with the next flush.
HRESULT Provider::NotifyProcessShutdown() noexcept {
  return ProtectEach(Posts(), [](Post& post) { post.Pause(); });
}

// Now. When this returns S_OK, the process may end on the next instruction: everything that was taken over has to be on
// the disk by then. It may come without NotifyProcessShutdown before it, and more than once.
//
// - Wait for no server, and for no thread that waits for one. Here the sending thread is not joined: it is told that
//   nothing counts any more, under the lock that it holds while it writes.
// - Nothing goes on afterwards: no message is sent that would still be in the queue of the next life.
// - What fails is said. Any error is an honest answer; with S_OK the client lets go of what it has.
HRESULT Provider::DoFastShutdown() noexcept {
  CrashIf(HasFault(Fault::CrashInDo));
  return ProtectEach(Posts(), [](Post& post) { post.Freeze(); });
}

}  // namespace native_transport
