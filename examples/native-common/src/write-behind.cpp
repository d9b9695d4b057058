#include "write-behind.h"

#include <stdexcept>

#include "failure.h"

namespace native {

namespace {

// A log smaller than this is not worth the work.
constexpr std::uint64_t kSmallestToCompact = 4u << 20;

}  // namespace

WriteBehind::WriteBehind(const std::filesystem::path& file, LoggedContent& content)
    : content_(content), log_(file, [&content](const BYTE* payload, std::size_t size) {
        try {
          content.Replay(payload, size);
        } catch (const std::runtime_error& error) {
          // Its checksum was right: it was written like that.
          throw Failure(MAPI_E_CORRUPT_STORE, std::string("the log cannot be read: ") + error.what());
        }
      }) {}

WriteBehind::~WriteBehind() {
  StopThread();
  try {
    Flush();
  } catch (...) {
    // Whoever had to know has called Flush.
  }
}

void WriteBehind::Start(std::chrono::milliseconds delay) {
  delay_ = delay;
  CompactIfWorthwhile();
  thread_ = std::thread([this] { WriteInBackground(); });
}

void WriteBehind::Changed(std::unique_lock<std::mutex>& lock, const ObjectId& id,
                          const std::function<void()>& restore) {
  if (is_pending_.insert(id).second) pending_.push_back(id);
  if (!is_write_through_) {
    wake_.notify_one();
    return;
  }
  lock.unlock();
  try {
    Flush();
  } catch (...) {
    // The save fails, and then it must not have happened.
    lock.lock();
    restore();
    throw;
  }
}

void WriteBehind::Hurry() {
  const std::lock_guard<std::mutex> lock(mutex_);
  is_urgent_ = true;
  wake_.notify_one();
}

void WriteBehind::Persist() {
  Flush();
  const std::lock_guard<std::mutex> lock(mutex_);
  is_write_through_ = true;
}

// Appends everything that is pending as one frame: all of it, or nothing.
void WriteBehind::Flush() {
  const std::lock_guard<std::mutex> log_lock(log_mutex_);
  std::vector<ObjectId> batch;
  Bytes payload;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (pending_.empty()) return;
    payload = content_.PayloadOf(pending_);
    batch.swap(pending_);
    is_pending_.clear();
  }
  try {
    log_.Append(payload);
  } catch (...) {
    // Still pending, before what has changed meanwhile.
    const std::lock_guard<std::mutex> lock(mutex_);
    std::vector<ObjectId> ids;
    for (const ObjectId& id : batch) {
      if (is_pending_.insert(id).second) ids.push_back(id);
    }
    pending_.insert(pending_.begin(), ids.begin(), ids.end());
    throw;
  }
}

void WriteBehind::Forget() {
  const std::lock_guard<std::mutex> lock(mutex_);
  pending_.clear();
  is_pending_.clear();
}

void WriteBehind::StopThread() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    AskThreadToEnd();
  }
  if (thread_.joinable()) thread_.join();
}

void WriteBehind::SetLastWork(std::function<void()> work) {
  const std::lock_guard<std::mutex> lock(mutex_);
  last_work_ = std::move(work);
}

void WriteBehind::StopThreadUnderItsLock() {
  const std::lock_guard<std::mutex> lock(mutex_);
  AskThreadToEnd();
  thread_.join();
}

// Before anything is pending and the thread runs. A provider that compacts while it works puts that off from
// NotifyProcessShutdown on.
void WriteBehind::CompactIfWorthwhile() {
  if (log_.size() < kSmallestToCompact) return;
  const Bytes payload = content_.PayloadOf(content_.Ids());
  if (payload.size() > log_.size() / 2) return;
  try {
    log_.Replace(payload);
  } catch (const Failure&) {
    // The disk has no room for both; the old log is as good.
  }
}

void WriteBehind::WriteInBackground() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!is_ending_) {
    wake_.wait(lock, [this] { return is_ending_ || !pending_.empty(); });
    wake_.wait_for(lock, delay_, [this] { return is_ending_ || is_urgent_; });
    // Urgent is what was pending when Hurry was called: afterwards the pace is the usual one again.
    is_urgent_ = false;
    lock.unlock();
    try {
      Flush();
    } catch (...) {
      // It is pending still: tried again after the delay, and Persist reports it if it never succeeds.
    }
    lock.lock();
  }
  const std::function<void()> work = last_work_;
  lock.unlock();
  if (work) work();
}

void WriteBehind::AskThreadToEnd() {
  is_ending_ = true;
  wake_.notify_one();
}

}  // namespace native
