// One logon at an address book: what every object that was opened through it needs.
#pragma once

#include "book.h"
#include "faults.h"
#include "logon-base.h"

namespace native_address_book {

class LogonScope final : public LogonBase<Book> {
 public:
  LogonScope(std::shared_ptr<Book> book, LPMAPISUP support) : LogonBase(std::move(book), support) {}

  Book& book() const { return *shared(); }

  void End() {
    if (HasFault(Fault::LeaksTheLogon) || !Close()) return;
    if (HasFault(Fault::ReleasesOnceTooOften)) support().Release();
    if (HasFault(Fault::JoinsAWriterThatNotifies)) book().SetLastWork(nullptr);
    ReleaseSupport();
  }
};

using LogonScopePtr = std::shared_ptr<LogonScope>;

}  // namespace native_address_book
