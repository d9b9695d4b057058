#include "logon-scope.h"

namespace native_store {

void LogonScope::End() {
  if (!Close()) return;
  if (HasFault(Fault::LeaksTheSupportObject)) support().AddRef();
  if (HasFault(Fault::ReleasesOnceTooOften)) support().Release();
  if (HasFault(Fault::JoinsAWriterThatNotifies)) store().database().SetLastWork(nullptr);
  ReleaseSupport();
}

}  // namespace native_store
