#include "inbox.h"

#include "faults.h"
#include "text-file.h"

namespace native_transport {

std::optional<Inbound> Inbox::Next() {
  Inbound next;
  next.file = outbox_.NextReport();
  if (!next.file.empty()) {
    const std::string text = ReadTextFile(next.file);
    const std::size_t end = text.find('\n');
    next.is_report = true;
    next.mail.headers["subject"] = "Undeliverable: " + text.substr(0, end);
    next.mail.body = text.substr(end + 1);
    return next;
  }
  next.file = NextFile();
  if (next.file.empty()) return std::nullopt;
  next.mail = ReadMail(ReadTextFile(next.file));
  if (HasFault(Fault::TakesMailBeforeItIsSaved)) std::filesystem::remove(next.file);
  return next;
}

void Inbox::Received(const Inbound& message) {
  if (message.is_report) return outbox_.RemoveReport(message.file);
  done_.insert(message.file);
  std::filesystem::remove(message.file);
  done_.erase(message.file);
}

std::filesystem::path Inbox::NextFile() const {
  std::filesystem::path first;
  std::error_code missing;
  for (const auto& file : std::filesystem::directory_iterator(maildrop_, missing)) {
    if (file.path().extension() != ".eml" || done_.count(file.path()) > 0) continue;
    if (first.empty() || file.path() < first) first = file.path();
  }
  return first;
}

}  // namespace native_transport
