// The data file of an address book, and the thread that writes it.
#include <chrono>
#include <stdexcept>

#include "bag-codec.h"
#include "book.h"
#include "failure.h"
#include "faults.h"

namespace native_address_book {

const ObjectId Book::kNames = FixedId(0xFF);

namespace {

using namespace std::chrono_literals;

enum class Change : BYTE { Identity = 1, Put = 2, Remove = 3, Names = 4 };

// How long the thread waits before it writes what has changed: the more it writes at once, the less the disk has to do.
constexpr auto kWriteDelay = 200ms;

std::chrono::milliseconds WriteDelay() {
  // Longer than any pause before Do, so that there is something to lose however slow the machine is.
  if (HasFault(Fault::ForgetsTheLastBatch)) return 10s;
  return HasFault(Fault::WritesAfterDo) ? 2s : std::chrono::milliseconds(kWriteDelay);
}

// A file smaller than this is not worth the work.
constexpr std::uint64_t kSmallestToCompact = 4u << 20;

}  // namespace

Book::Book(const std::filesystem::path& file) : lock_(std::filesystem::path(file).replace_extension(".lock")) {
  log_ = std::make_unique<LogFile>(file, [this](const BYTE* payload, std::size_t size) { Replay(payload, size); });
  if (uid_ == ObjectId{} || HasFault(Fault::ChangesEntryIds)) {
    // On the disk before anybody can have an entry id with it.
    uid_ = NewObjectId();
    log_->Append(PayloadOf({uid_}));
  }
  CompactIfWorthwhile();
  thread_ = std::thread([this] { WriteInBackground(); });
}

Book::~Book() {
  StopThread();
  try {
    Commit();
  } catch (...) {
    // Whoever had to know has called Flush.
  }
}

void Book::Replay(const BYTE* payload, std::size_t size) {
  const BYTE* at = payload;
  const BYTE* const end = payload + size;
  try {
    while (at < end) {
      const auto change = static_cast<Change>(*at++);
      if (change == Change::Put) {
        Put(std::make_shared<const Entry>(Decode(at, end)));
        continue;
      }
      ByteReader reader(at, end);
      if (change == Change::Names) {
        reader.Read(names_);
        continue;
      }
      ObjectId id;
      reader.Raw(id.data(), id.size());
      if (change == Change::Identity) {
        uid_ = id;
      } else if (change == Change::Remove) {
        Erase(id);
      } else {
        throw std::runtime_error("a change is of an unknown form");
      }
    }
  } catch (const std::runtime_error& error) {
    // Its checksum was right: it was written like that.
    throw Failure(MAPI_E_CORRUPT_STORE, std::string("the data file cannot be read: ") + error.what());
  }
}

// Before anything is pending and the thread runs. Whoever compacts while he works puts that off from
// NotifyProcessShutdown on.
void Book::CompactIfWorthwhile() {
  if (log_->size() < kSmallestToCompact) return;
  std::vector<ObjectId> all = {uid_, kNames};
  for (const auto& [place, entry] : entries_) all.push_back(entry->id);
  const Bytes payload = PayloadOf(all);
  if (payload.size() > log_->size() / 2) return;
  try {
    log_->Replace(payload);
  } catch (const Failure&) {
    // The disk has no room for both; the old file is as good.
  }
}

Bytes Book::PayloadOf(const std::vector<ObjectId>& ids) const {
  Bytes payload;
  ByteWriter writer(payload);
  for (const ObjectId& id : ids) {
    const auto place = places_.find(id);
    if (id == kNames) {
      writer.Number(static_cast<BYTE>(Change::Names));
      writer(names_);
    } else if (place != places_.end()) {
      writer.Number(static_cast<BYTE>(Change::Put));
      Encode(*entries_.at(place->second), payload);
    } else {
      writer.Number(static_cast<BYTE>(id == uid_ ? Change::Identity : Change::Remove));
      writer.Raw(id.data(), id.size());
    }
  }
  return payload;
}

void Book::Changed(std::unique_lock<std::mutex>& state, const ObjectId& id, const std::function<void()>& restore) {
  if (is_pending_.insert(id).second) pending_.push_back(id);
  if (!is_write_through_) {
    wake_.notify_one();
    return;
  }
  state.unlock();
  try {
    Commit();
  } catch (...) {
    // The save fails, and then it must not have happened.
    state.lock();
    restore();
    throw;
  }
}

void Book::Hurry() {
  // Else the thread might be through with it before Do is called, by chance.
  if (HasFault(Fault::ForgetsTheLastBatch) || HasFault(Fault::WritesAfterDo)) return;
  const std::lock_guard<std::mutex> state(state_mutex_);
  is_urgent_ = true;
  wake_.notify_one();
}

void Book::Persist() {
  if (HasFault(Fault::JoinsAWriterThatNotifies)) StopThread();
  // The thread will write it, some time.
  if (HasFault(Fault::WritesAfterDo)) return;
  if (HasFault(Fault::ForgetsTheLastBatch)) {
    const std::lock_guard<std::mutex> state(state_mutex_);
    pending_.clear();
    is_pending_.clear();
    return;
  }
  Commit();
  const std::lock_guard<std::mutex> state(state_mutex_);
  is_write_through_ = true;
}

void Book::SetAfterWriting(std::function<void()> work) {
  const std::lock_guard<std::mutex> state(state_mutex_);
  after_writing_ = std::move(work);
}

// Appends everything that is pending as one frame: all of it, or nothing.
void Book::Commit() {
  const std::lock_guard<std::mutex> log(log_mutex_);
  std::vector<ObjectId> batch;
  Bytes payload;
  {
    const std::lock_guard<std::mutex> state(state_mutex_);
    if (pending_.empty()) return;
    payload = PayloadOf(pending_);
    batch.swap(pending_);
    is_pending_.clear();
  }
  try {
    log_->Append(payload);
  } catch (...) {
    // Still pending, before what has changed meanwhile.
    const std::lock_guard<std::mutex> state(state_mutex_);
    std::vector<ObjectId> ids;
    for (const ObjectId& id : batch) {
      if (is_pending_.insert(id).second) ids.push_back(id);
    }
    pending_.insert(pending_.begin(), ids.begin(), ids.end());
    throw;
  }
}

void Book::WriteInBackground() {
  std::unique_lock<std::mutex> state(state_mutex_);
  while (!is_ending_) {
    wake_.wait(state, [this] { return is_ending_ || !pending_.empty(); });
    wake_.wait_for(state, WriteDelay(), [this] { return is_ending_ || is_urgent_; });
    // Urgent is what was pending when Hurry was called: afterwards the pace is the usual one again.
    is_urgent_ = false;
    state.unlock();
    try {
      Commit();
    } catch (...) {
      // It is pending still: tried again after the delay, and Persist reports it if it never succeeds.
    }
    state.lock();
  }
  const std::function<void()> after = after_writing_;
  state.unlock();
  if (after) after();
}

void Book::StopThread() {
  {
    const std::lock_guard<std::mutex> state(state_mutex_);
    is_ending_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace native_address_book
