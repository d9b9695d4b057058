// The objects of a store, in memory and on the disk.
//
// Write and Remove change what is in memory, and return. When that gets to the disk is the matter of WriteBehind:
// ../../native-common/src/write-behind.h.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "faults.h"
#include "stored-object.h"
#include "write-behind.h"

namespace native_store {

class Database final : private LoggedContent {
 public:
  // Opens the database in a folder. Those in this process that have it open already share it; another process is
  // refused.
  static std::shared_ptr<Database> Open(const std::filesystem::path& folder);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Null when there is no such object.
  StoredObjectPtr Read(const ObjectId& id) const;
  // What is in a folder, or folders and queue entries in the store object, the oldest first.
  std::vector<StoredObjectPtr> Children(const ObjectId& parent, ObjectKind kind) const;
  // All objects that fit.
  std::vector<StoredObjectPtr> Select(const std::function<bool(const StoredObject&)>& fits) const;
  // Creates or replaces an object; one with another parent than before is moved.
  void Write(StoredObject object);
  void Remove(const ObjectId& id);

  // NotifyProcessShutdown, DoFastShutdown and the classic logoff.
  void Hurry();
  void Persist();
  void Flush() { writer_.Flush(); }

  // Held during each call of MAPI into the store: the store's objects need no locks of their own.
  std::recursive_mutex& call_mutex() { return call_mutex_; }

  // For faults.h: flushes what this process has open.
  static void FlushAll();
  // For faults.h: what the writing thread does last.
  void SetLastWork(std::function<void()> work) { writer_.SetLastWork(std::move(work)); }

 private:
  struct Entry {
    StoredObjectPtr object;
    // Its place among the children of its parent.
    std::uint64_t order = 0;
  };

  explicit Database(const std::filesystem::path& folder);
  void Replay(const BYTE* payload, std::size_t size) override;
  Bytes PayloadOf(const std::vector<ObjectId>& ids) const override;
  std::vector<ObjectId> Ids() const override;
  void Put(StoredObjectPtr object);
  void Erase(const ObjectId& id);
  void Restore(const ObjectId& id, StoredObjectPtr before);

  FolderLock lock_;
  std::recursive_mutex call_mutex_;

  // Under the lock of `writer_`.
  std::unordered_map<ObjectId, Entry, ObjectIdHash> objects_;
  std::unordered_map<ObjectId, std::map<std::uint64_t, StoredObjectPtr>, ObjectIdHash> children_;
  std::uint64_t next_order_ = 0;
  // Ends before what it writes.
  WriteBehind writer_;
};

}  // namespace native_store
