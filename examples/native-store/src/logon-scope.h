// One logon at a store, the client's or the spooler's: what every object that was opened through it needs.
#pragma once

#include "logon-base.h"
#include "store.h"

namespace native_store {

class LogonScope final : public LogonBase<Store> {
 public:
  LogonScope(std::shared_ptr<Store> store, LPMAPISUP support, bool is_spooler)
      : LogonBase(std::move(store), support), is_spooler_(is_spooler) {}

  Store& store() const { return *shared(); }
  bool is_spooler() const { return is_spooler_; }

  void End();

 private:
  bool is_spooler_;
};

using LogonScopePtr = std::shared_ptr<LogonScope>;

}  // namespace native_store
