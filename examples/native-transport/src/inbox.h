// What waits for the user: mail in a folder, and reports about what could not be sent.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "mail.h"
#include "outbox.h"

namespace native_transport {

// A message that is waiting; it is where it was until Received.
struct Inbound {
  std::filesystem::path file;
  bool is_report = false;
  Mail mail;
};

// Only the spooler's thread uses it.
class Inbox {
 public:
  Inbox(std::filesystem::path maildrop, Outbox& outbox) : maildrop_(std::move(maildrop)), outbox_(outbox) {}

  bool IsWaiting() const { return !NextFile().empty() || !outbox_.NextReport().empty(); }
  std::optional<Inbound> Next();
  // The store has it. What cannot be removed is not given again in this life.
  void Received(const Inbound& message);

 private:
  std::filesystem::path NextFile() const;

  std::filesystem::path maildrop_;
  Outbox& outbox_;
  std::set<std::filesystem::path> done_;
};

}  // namespace native_transport
