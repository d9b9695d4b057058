#include "outbox.h"

#include <algorithm>
#include <cstdlib>

#include "failure.h"
#include "faults.h"
#include "file.h"
#include "text-file.h"

namespace native_transport {

namespace {

constexpr char kWaiting[] = ".waiting";
constexpr char kSent[] = ".sent";
constexpr char kReport[] = ".report";
// What was not written to its end; nobody was told that it was.
constexpr char kPart[] = ".part";
constexpr std::size_t kNumberSize = 20;
constexpr auto kRemembered = std::chrono::hours(7 * 24);

}  // namespace

Outbox::Outbox(const std::filesystem::path& folder) : folder_(folder) {
  std::filesystem::create_directories(folder);
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(folder)) paths.push_back(file.path());
  for (const std::filesystem::path& path : paths) {
    const std::string name = path.stem().string();
    const std::string state = path.extension().string();
    if (name.size() <= kNumberSize + 1) continue;
    const std::string number = name.substr(0, kNumberSize);
    const std::string key = name.substr(kNumberSize + 1);
    last_number_ = std::max(last_number_, std::strtoull(number.c_str(), nullptr, 10));
    const bool is_old = state == kSent && std::filesystem::file_time_type::clock::now() -
                                                  std::filesystem::last_write_time(path) > kRemembered;
    // Two of one submission are there when the folder could not be flushed: nobody was told of the first one.
    const bool is_second = state == kWaiting && entries_.count(key) > 0 && entries_.at(key).is_waiting;
    if (state == kPart || is_old || is_second) {
      std::error_code ignored;
      std::filesystem::remove(path, ignored);
    } else if (state == kReport) {
      reports_.insert(path);
    } else if (state == kWaiting) {
      entries_[key] = {number, true};
      waiting_[number] = key;
    } else if (state == kSent) {
      entries_.insert({key, {number, false}});
    }
  }
}

bool Outbox::Has(const std::string& key) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return entries_.count(key) > 0;
}

void Outbox::Add(const Outgoing& message) {
  std::string text = message.from + "\n";
  for (const std::string& address : message.recipients) text += address + "\n";
  text += "\n" + message.content;
  const std::lock_guard<std::mutex> lock(mutex_);
  const Entry entry{NextNumber(), true};
  if (HasFault(Fault::QueueInMemory)) {
    in_memory_[message.key] = text;
  } else {
    const std::filesystem::path path = PathOf(message.key, entry, kWaiting);
    try {
      Write(path, text);
    } catch (...) {
      std::error_code ignored;
      std::filesystem::remove(path, ignored);
      throw;
    }
  }
  entries_[message.key] = entry;
  waiting_[entry.number] = message.key;
}

bool Outbox::IsWaiting() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return !waiting_.empty();
}

std::optional<Outgoing> Outbox::Next() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  const std::string key = waiting_.begin()->second;
  const auto held = in_memory_.find(key);
  const std::string text =
      held == in_memory_.end() ? ReadTextFile(PathOf(key, entries_.at(key), kWaiting)) : held->second;
  Outgoing message;
  message.key = key;
  std::size_t at = 0;
  for (bool is_first = true;; is_first = false) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) throw Failure(MAPI_E_CORRUPT_DATA, "a file of the outbox is damaged");
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (is_first) {
      message.from = line;
    } else if (line.empty()) {
      break;
    } else {
      message.recipients.push_back(line);
    }
  }
  message.content = text.substr(at);
  return message;
}

void Outbox::PutBack(const std::string& key) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end() || !found->second.is_waiting || is_frozen_) return;
  const Entry later{NextNumber(), true};
  std::error_code failed;
  if (in_memory_.count(key) == 0) {
    std::filesystem::rename(PathOf(key, found->second, kWaiting), PathOf(key, later, kWaiting), failed);
  }
  // Then it stays where it is.
  if (failed) return;
  waiting_.erase(found->second.number);
  waiting_[later.number] = key;
  found->second = later;
}

void Outbox::Record(const Delivery& delivery) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (is_frozen_) return;
  // Whatever is written, it is not sent again in this life.
  waiting_.erase(entries_.at(delivery.key).number);
  unrecorded_.push_back(delivery);
  if (HasFault(Fault::WritesDownAfterDo)) return;
  while (!unrecorded_.empty()) {
    Settle(unrecorded_.front());
    unrecorded_.erase(unrecorded_.begin());
  }
}

bool Outbox::HasUnrecorded() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return !unrecorded_.empty();
}

void Outbox::RecordAll() {
  const std::lock_guard<std::mutex> lock(mutex_);
  while (!unrecorded_.empty() && !is_frozen_) {
    Settle(unrecorded_.front());
    unrecorded_.erase(unrecorded_.begin());
  }
}

void Outbox::Freeze() {
  const std::lock_guard<std::mutex> lock(mutex_);
  is_frozen_ = true;
}

// The order matters: a report that is written twice is one too many, and one that is not written is none at all.
void Outbox::Settle(const Delivery& delivery) {
  Entry& entry = entries_.at(delivery.key);
  if (!delivery.refused.empty()) {
    std::string text = delivery.subject + "\n";
    for (const Refusal& refusal : delivery.refused) text += refusal.address + ": " + refusal.reason + "\n";
    const std::filesystem::path report = PathOf(delivery.key, entry, kReport);
    Write(report, text);
    reports_.insert(report);
  }
  const std::filesystem::path waiting = PathOf(delivery.key, entry, kWaiting);
  if (!delivery.later.empty()) {
    const std::string text = ReadTextFile(waiting);
    std::string head = text.substr(0, text.find('\n') + 1);
    for (const std::string& address : delivery.later) head += address + "\n";
    Write(waiting, head + text.substr(text.find("\n\n") + 1));
    waiting_[entry.number] = delivery.key;
    return;
  }
  if (in_memory_.erase(delivery.key) == 0 && !HasFault(Fault::ForgetsThatItHasSent)) {
    std::filesystem::rename(waiting, PathOf(delivery.key, entry, kSent));
    SyncFolder(folder_);
  }
  entry.is_waiting = false;
}

std::filesystem::path Outbox::NextReport() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return reports_.empty() ? std::filesystem::path() : *reports_.begin();
}

void Outbox::RemoveReport(const std::filesystem::path& report) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::filesystem::remove(report);
  reports_.erase(report);
}

std::filesystem::path Outbox::PathOf(const std::string& key, const Entry& entry, const char* state) const {
  return folder_ / (entry.number + "-" + key + state);
}

void Outbox::Write(const std::filesystem::path& path, const std::string& content) const {
  std::filesystem::path part = path;
  part += kPart;
  try {
    File file(part, File::Mode::CreateEmpty);
    file.WriteAt(0, content.data(), content.size());
    file.Sync();
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    throw;
  }
  std::filesystem::rename(part, path);
  SyncFolder(folder_);
}

std::string Outbox::NextNumber() {
  const std::string digits = std::to_string(++last_number_);
  return std::string(kNumberSize - digits.size(), '0') + digits;
}

}  // namespace native_transport
