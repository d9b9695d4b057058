// The messages that were taken over, as files: the only place where they are, once the user's outbox has let go of them.
//
//   outbox/<number>-<key>.waiting   to be sent: sender, recipients, an empty line, the message as it goes over the wire
//   outbox/<number>-<key>.sent      was sent; kept for a week, in case that the store never learned that it was taken over
//   outbox/<number>-<key>.report    for whom it failed, for a message to the user
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mapi.h"

namespace native_transport {

// A message on its way.
struct Outgoing {
  // Which submission it is: the same in every life.
  std::string key;
  std::string from;
  std::vector<std::string> recipients;
  std::string content;
};

struct Refusal {
  std::string address;
  std::string reason;
};

// What has become of a message.
struct Delivery {
  std::string key;
  std::string subject;
  // For good: whoever sent it learns that.
  std::vector<Refusal> refused;
  // To be tried again.
  std::vector<std::string> later;
};

// Any thread may call it. What fails throws, and has changed nothing.
class Outbox {
 public:
  explicit Outbox(const std::filesystem::path& folder);

  // Whether a submission was taken over before, in this life or in an earlier one.
  bool Has(const std::string& key) const;
  // When this returns, the message is on the disk, whole.
  void Add(const Outgoing& message);
  bool IsWaiting() const;
  // The oldest one that is waiting.
  std::optional<Outgoing> Next();
  // Those whose turn has come and gone are tried after the others.
  void PutBack(const std::string& key);
  // Writes down what has become of a message. What cannot be written is remembered, and written with the next one.
  void Record(const Delivery& delivery);
  // Writes down whatever could not be.
  void RecordAll();
  // Whether something was sent that is not written down yet.
  bool HasUnrecorded() const;
  // From here on nothing is written but what is added.
  void Freeze();

  // The report that is to be given to the user next; empty when there is none.
  std::filesystem::path NextReport() const;
  // The store has it.
  void RemoveReport(const std::filesystem::path& report);

 private:
  // What the name of a file says: the number, and the key.
  struct Entry {
    std::string number;
    bool is_waiting;
  };

  std::filesystem::path PathOf(const std::string& key, const Entry& entry, const char* state) const;
  void Write(const std::filesystem::path& path, const std::string& content) const;
  void Settle(const Delivery& delivery);
  std::string NextNumber();

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;
  // The keys of those that are waiting, by number.
  std::map<std::string, std::string> waiting_;
  std::set<std::filesystem::path> reports_;
  std::vector<Delivery> unrecorded_;
  // For Fault::QueueInMemory.
  std::map<std::string, std::string> in_memory_;
  unsigned long long last_number_ = 0;
  bool is_frozen_ = false;
};

}  // namespace native_transport
