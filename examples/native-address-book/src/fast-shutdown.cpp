// IMAPIProviderShutdown: the three methods, for whoever adds them to an address book of his own.
//
// Who calls:  MAPI alone, when a client (Outlook) is about to end its process without logging off.
//
// On what:    the provider object (IABProvider), which MAPI asks for IID_IMAPIProviderShutdown; not the logon objects. So
//             the provider object has to know who is logged on: here `logons_`.
//
// In what     QueryFastShutdown, NotifyProcessShutdown, DoFastShutdown; then the process ends, by TerminateProcess. No
// order:      Logoff comes, no Release, no DllMain, and no destructor of yours runs. Between the calls, and after them,
//             the client may save, log off, or change its mind: there is no call that takes one of the three back.
//
// In time:    the user waits. Keeping what was acknowledged belongs here; a directory server that has to be asked never
//             does.
//
// An address book that only reads from a server has nothing to lose, and one that writes everything before it answers
// has not, either: then all three are `return S_OK;`. This one writes behind.
#include "provider.h"

namespace native_address_book {

// May the client leave like this? An answer, not work: it is asked at any time, more than once, also while nobody is
// logged on, and nothing needs to follow. S_OK is yes, MAPI_E_NO_SUPPORT is no. Any other code of success is neither.
HRESULT Provider::QueryFastShutdown() noexcept { return S_OK; }

// It is going to happen. Begin to write what is not written yet, and begin nothing that is not needed for that. Return at
// once: the other providers are told after this one. The client may still go on working, and nobody tells you.
HRESULT Provider::NotifyProcessShutdown() noexcept {
  return ProtectEach(Books(), [](Book& book) { book.Hurry(); });
}

// Now. When this returns S_OK, the process may end on the next instruction: every entry, list and name of a property that
// was saved has to be on the disk by then. It may come without NotifyProcessShutdown before it, and more than once. What
// is open and not saved is not written: nobody has promised it.
HRESULT Provider::DoFastShutdown() noexcept {
  CrashIf(HasFault(Fault::CrashInDo));
  // What fails is said: any error is an honest answer.
  return ProtectEach(Books(), [](Book& book) { book.Persist(); });
}

}  // namespace native_address_book
