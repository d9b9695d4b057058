#include "database.h"

#include <stdexcept>

#include "shared-by-path.h"

namespace native_store {

namespace {

using namespace std::chrono_literals;

// Longer than any pause before Do, so that there is something to lose however slow the machine is.
std::chrono::milliseconds WriteDelay() {
  if (HasFault(Fault::WritesAfterDo)) return 2s;
  const bool loses_pending = HasFault(Fault::ForgetsTheLastBatch) || HasFault(Fault::SavesInDllMainOnly);
  return loses_pending ? 10s : WriteBehind::kDelay;
}

enum class Change : BYTE { Put = 1, Remove = 2 };

// What this process has open, by folder.
SharedByPath<Database>& OpenedDatabases() {
  // Never destroyed: at the end of the process a thread may still be inside.
  static auto& opened = *new SharedByPath<Database>;
  return opened;
}

}  // namespace

std::shared_ptr<Database> Database::Open(const std::filesystem::path& folder) {
  return OpenedDatabases().Open(folder, [&folder] { return new Database(folder); });
}

void Database::FlushAll() {
  OpenedDatabases().ForEachAtTheEnd([](Database& database) { database.Flush(); });
}

Database::Database(const std::filesystem::path& folder)
    : lock_(folder / "store.lock"), writer_(folder / "store.log", *this) {
  writer_.Start(WriteDelay());
}

StoredObjectPtr Database::Read(const ObjectId& id) const {
  const std::lock_guard<std::mutex> lock(writer_.mutex());
  const auto found = objects_.find(id);
  return found == objects_.end() ? nullptr : found->second.object;
}

std::vector<StoredObjectPtr> Database::Children(const ObjectId& parent, ObjectKind kind) const {
  const std::lock_guard<std::mutex> lock(writer_.mutex());
  std::vector<StoredObjectPtr> result;
  const auto found = children_.find(parent);
  if (found == children_.end()) return result;
  for (const auto& [order, object] : found->second) {
    if (object->kind == kind) result.push_back(object);
  }
  return result;
}

std::vector<StoredObjectPtr> Database::Select(const std::function<bool(const StoredObject&)>& fits) const {
  const std::lock_guard<std::mutex> lock(writer_.mutex());
  std::vector<StoredObjectPtr> result;
  for (const auto& [id, entry] : objects_) {
    if (fits(*entry.object)) result.push_back(entry.object);
  }
  return result;
}

void Database::Write(StoredObject object) {
  std::unique_lock<std::mutex> lock(writer_.mutex());
  const ObjectId id = object.id;
  const auto found = objects_.find(id);
  const StoredObjectPtr before = found == objects_.end() ? nullptr : found->second.object;
  Put(std::make_shared<const StoredObject>(std::move(object)));
  writer_.Changed(lock, id, [&] { Restore(id, before); });
}

void Database::Remove(const ObjectId& id) {
  std::unique_lock<std::mutex> lock(writer_.mutex());
  const auto found = objects_.find(id);
  if (found == objects_.end()) return;
  const StoredObjectPtr before = found->second.object;
  Erase(id);
  writer_.Changed(lock, id, [&] { Restore(id, before); });
}

void Database::Hurry() {
  // Else the thread might be through with it before Do is called, by chance.
  if (HasFault(Fault::ForgetsTheLastBatch) || HasFault(Fault::WritesAfterDo)) return;
  if (HasFault(Fault::SavesInDllMainOnly)) return;
  writer_.Hurry();
}

void Database::Persist() {
  if (HasFault(Fault::WaitsForItsOwnThread)) writer_.StopThreadUnderItsLock();
  if (HasFault(Fault::JoinsAWriterThatNotifies) || HasFault(Fault::JoinsAWriterThatFreesMemory)) writer_.StopThread();
  // The thread will write it, some time.
  if (HasFault(Fault::WritesAfterDo)) return;
  if (HasFault(Fault::ForgetsTheLastBatch)) return writer_.Forget();
  writer_.Persist();
}

void Database::Replay(const BYTE* payload, std::size_t size) {
  const BYTE* at = payload;
  const BYTE* const end = payload + size;
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
}

Bytes Database::PayloadOf(const std::vector<ObjectId>& ids) const {
  Bytes payload;
  for (const ObjectId& id : ids) {
    const auto found = objects_.find(id);
    if (found != objects_.end()) {
      payload.push_back(static_cast<BYTE>(Change::Put));
      Encode(*found->second.object, payload);
    } else {
      payload.push_back(static_cast<BYTE>(Change::Remove));
      payload.insert(payload.end(), id.begin(), id.end());
    }
  }
  return payload;
}

// In their order, which says the order of what is in a folder.
std::vector<ObjectId> Database::Ids() const {
  std::map<std::uint64_t, ObjectId> in_order;
  for (const auto& [id, entry] : objects_) in_order.emplace(entry.order, id);
  std::vector<ObjectId> ids;
  for (const auto& [order, id] : in_order) ids.push_back(id);
  return ids;
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
  if (before != nullptr) {
    Put(std::move(before));
  } else {
    Erase(id);
  }
}

}  // namespace native_store
