#include "database.h"

#include <chrono>
#include <stdexcept>

#include "failure.h"

namespace native_store {

namespace {

using namespace std::chrono_literals;

// How long the thread waits before it writes what has changed: the more it writes at once, the less the disk has to do.
constexpr auto kWriteDelay = 200ms;

std::chrono::milliseconds WriteDelay() {
  // Longer than any pause before Do, so that there is something to lose however slow the machine is.
  const bool loses_pending = HasFault(Fault::ForgetsTheLastBatch) || HasFault(Fault::SavesInDllMainOnly);
  if (HasFault(Fault::WritesAfterDo)) return 2s;
  return loses_pending ? 10s : kWriteDelay;
}

// A log smaller than this is not worth the work.
constexpr std::uint64_t kSmallestToCompact = 4u << 20;

enum class Change : BYTE { Put = 1, Remove = 2 };

struct PendingChange {
  ObjectId id;
  // Null: it was removed.
  StoredObjectPtr object;
};

// What this process has open, by folder.
struct OpenedDatabases {
  std::mutex mutex;
  std::map<std::filesystem::path, std::weak_ptr<Database>> databases;
};

OpenedDatabases& Opened() {
  // Never destroyed: at the end of the process a thread may still be inside.
  static auto& opened = *new OpenedDatabases;
  return opened;
}

Bytes PayloadOf(const std::vector<PendingChange>& changes) {
  Bytes payload;
  for (const PendingChange& change : changes) {
    if (change.object != nullptr) {
      payload.push_back(static_cast<BYTE>(Change::Put));
      Encode(*change.object, payload);
    } else {
      payload.push_back(static_cast<BYTE>(Change::Remove));
      payload.insert(payload.end(), change.id.begin(), change.id.end());
    }
  }
  return payload;
}

}  // namespace

std::shared_ptr<Database> Database::Open(const std::filesystem::path& folder) {
  const std::lock_guard<std::mutex> guard(Opened().mutex);
  std::weak_ptr<Database>& known = Opened().databases[folder.lexically_normal()];
  if (std::shared_ptr<Database> database = known.lock()) return database;
  std::shared_ptr<Database> database(new Database(folder));
  known = database;
  return database;
}

void Database::FlushAll() {
  for (const auto& [folder, known] : Opened().databases) {
    if (const std::shared_ptr<Database> database = known.lock()) database->Flush();
  }
}

Database::Database(const std::filesystem::path& folder) : lock_(folder / "store.lock") {
  log_ = std::make_unique<LogFile>(folder / "store.log",
                                   [this](const BYTE* payload, std::size_t size) { Replay(payload, size); });
  CompactIfWorthwhile();
  thread_ = std::thread([this] { WriteInBackground(); });
}

Database::~Database() {
  StopThread();
  try {
    Commit();
  } catch (...) {
    // Whoever had to know has called Persist.
  }
}

StoredObjectPtr Database::Read(const ObjectId& id) const {
  const std::lock_guard<std::mutex> state(state_mutex_);
  const auto found = objects_.find(id);
  return found == objects_.end() ? nullptr : found->second.object;
}

std::vector<StoredObjectPtr> Database::Children(const ObjectId& parent, ObjectKind kind) const {
  const std::lock_guard<std::mutex> state(state_mutex_);
  std::vector<StoredObjectPtr> result;
  const auto found = children_.find(parent);
  if (found == children_.end()) return result;
  for (const auto& [order, object] : found->second) {
    if (object->kind == kind) result.push_back(object);
  }
  return result;
}

std::vector<StoredObjectPtr> Database::Select(const std::function<bool(const StoredObject&)>& fits) const {
  const std::lock_guard<std::mutex> state(state_mutex_);
  std::vector<StoredObjectPtr> result;
  for (const auto& [id, entry] : objects_) {
    if (fits(*entry.object)) result.push_back(entry.object);
  }
  return result;
}

void Database::Write(StoredObject object) {
  std::unique_lock<std::mutex> state(state_mutex_);
  const ObjectId id = object.id;
  const auto found = objects_.find(id);
  const StoredObjectPtr before = found == objects_.end() ? nullptr : found->second.object;
  Put(std::make_shared<const StoredObject>(std::move(object)));
  Changed(state, id, before);
}

void Database::Remove(const ObjectId& id) {
  std::unique_lock<std::mutex> state(state_mutex_);
  const auto found = objects_.find(id);
  if (found == objects_.end()) return;
  const StoredObjectPtr before = found->second.object;
  Erase(id);
  Changed(state, id, before);
}

void Database::Hurry() {
  // Else the thread might be through with it before Do is called, by chance.
  if (HasFault(Fault::ForgetsTheLastBatch) || HasFault(Fault::WritesAfterDo)) return;
  if (HasFault(Fault::SavesInDllMainOnly)) return;
  const std::lock_guard<std::mutex> state(state_mutex_);
  is_urgent_ = true;
  wake_.notify_one();
}

void Database::Persist() {
  if (HasFault(Fault::WaitsForItsOwnThread)) {
    // The thread needs the lock that is held here, to say that it is through.
    const std::lock_guard<std::mutex> state(state_mutex_);
    is_ending_ = true;
    wake_.notify_one();
    thread_.join();
  }
  if (HasFault(Fault::JoinsAWriterThatNotifies) || HasFault(Fault::JoinsAWriterThatFreesMemory)) {
    StopThread();
  }
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

void Database::SetAfterWriting(std::function<void()> work) {
  const std::lock_guard<std::mutex> state(state_mutex_);
  after_writing_ = std::move(work);
}

void Database::Replay(const BYTE* payload, std::size_t size) {
  const BYTE* at = payload;
  const BYTE* const end = payload + size;
  try {
    while (at < end) {
      const auto change = static_cast<Change>(*at++);
      if (change == Change::Put) {
        Put(std::make_shared<const StoredObject>(Decode(at, end)));
      } else {
        ObjectId id;
        if (change != Change::Remove || static_cast<std::size_t>(end - at) < id.size()) {
          throw std::runtime_error("a change is of an unknown form");
        }
        std::memcpy(id.data(), at, id.size());
        at += id.size();
        Erase(id);
      }
    }
  } catch (const std::runtime_error& error) {
    // Its checksum was right: it was written like that.
    throw Failure(MAPI_E_CORRUPT_STORE, std::string("the log of the store cannot be read: ") + error.what());
  }
}

// Before anything is pending and the thread runs. A store that compacts while it works puts that off from
// NotifyProcessShutdown on.
void Database::CompactIfWorthwhile() {
  if (log_->size() < kSmallestToCompact) return;
  std::vector<PendingChange> all;
  all.reserve(objects_.size());
  // In their order, which says the order of what is in a folder.
  std::map<std::uint64_t, StoredObjectPtr> in_order;
  for (const auto& [id, entry] : objects_) in_order.emplace(entry.order, entry.object);
  for (const auto& [order, object] : in_order) all.push_back({object->id, object});
  const Bytes payload = PayloadOf(all);
  if (payload.size() > log_->size() / 2) return;
  try {
    log_->Replace(payload);
  } catch (const Failure&) {
    // The disk has no room for both; the old log is as good.
  }
}

void Database::Put(StoredObjectPtr object) {
  Entry& entry = objects_[object->id];
  if (entry.object == nullptr || entry.object->parent != object->parent) {
    if (entry.object != nullptr) children_[entry.object->parent].erase(entry.order);
    entry.order = next_order_++;
  }
  children_[object->parent][entry.order] = object;
  entry.object = std::move(object);
}

void Database::Erase(const ObjectId& id) {
  const auto found = objects_.find(id);
  if (found == objects_.end()) return;
  const auto siblings = children_.find(found->second.object->parent);
  siblings->second.erase(found->second.order);
  if (siblings->second.empty()) children_.erase(siblings);
  objects_.erase(found);
}

void Database::Restore(const ObjectId& id, StoredObjectPtr before) {
  const std::lock_guard<std::mutex> state(state_mutex_);
  if (before != nullptr) {
    Put(std::move(before));
  } else {
    Erase(id);
  }
}

void Database::Changed(std::unique_lock<std::mutex>& state, const ObjectId& id, StoredObjectPtr before) {
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
    Restore(id, std::move(before));
    throw;
  }
}

// Appends everything that is pending as one frame: all of it, or nothing.
void Database::Commit() {
  const std::lock_guard<std::mutex> log(log_mutex_);
  std::vector<PendingChange> batch;
  {
    const std::lock_guard<std::mutex> state(state_mutex_);
    if (pending_.empty()) return;
    batch.reserve(pending_.size());
    for (const ObjectId& id : pending_) {
      const auto found = objects_.find(id);
      batch.push_back({id, found == objects_.end() ? nullptr : found->second.object});
    }
    pending_.clear();
    is_pending_.clear();
  }
  try {
    log_->Append(PayloadOf(batch));
  } catch (...) {
    // Still pending, before what has changed meanwhile.
    const std::lock_guard<std::mutex> state(state_mutex_);
    std::vector<ObjectId> ids;
    for (const PendingChange& change : batch) {
      if (is_pending_.insert(change.id).second) ids.push_back(change.id);
    }
    pending_.insert(pending_.begin(), ids.begin(), ids.end());
    throw;
  }
}

void Database::WriteInBackground() {
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

void Database::StopThread() {
  {
    const std::lock_guard<std::mutex> state(state_mutex_);
    is_ending_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace native_store
