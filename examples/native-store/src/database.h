// The objects of a store, in memory and on the disk.
//
// Write-behind: Write and Remove change what is in memory, which is what everybody reads, and return. A thread of the
// database's own appends what has changed to the log, a fraction of a second later. Until then a crash loses it. That
// is the bargain of every store that answers quickly, and the reason for fast shutdown: NotifyProcessShutdown and
// DoFastShutdown are the last chance to make good what was acknowledged. They come here as Hurry and Persist.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "faults.h"
#include "log-file.h"
#include "stored-object.h"

namespace native_store {

class Database {
 public:
  // Opens the database in a folder. Those in this process that have it open already share it; another process is
  // refused.
  static std::shared_ptr<Database> Open(const std::filesystem::path& folder);
  // Writes what is pending, as far as that can be done: whoever must know calls Persist before.
  ~Database();
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

  // NotifyProcessShutdown: the thread writes what is pending at once, in the background. The client may still change
  // its mind, and then everything goes on as before.
  void Hurry();
  // DoFastShutdown: when it returns, everything is on the disk; when it throws, nothing was promised. From then on a
  // change is on the disk before Write or Remove returns, for nobody will ask again.
  void Persist();
  // The classic logoff: the same, and nothing changes.
  void Flush() { Commit(); }

  // Held during each call of MAPI into the store: the store's objects need no locks of their own.
  std::recursive_mutex& call_mutex() { return call_mutex_; }

  // For faults.h: flushes what this process has open.
  static void FlushAll();
  // For faults.h: what the thread does after it has written, before it ends.
  void SetAfterWriting(std::function<void()> work);

 private:
  struct Entry {
    StoredObjectPtr object;
    // Its place among the children of its parent.
    std::uint64_t order = 0;
  };

  explicit Database(const std::filesystem::path& folder);
  void Replay(const BYTE* payload, std::size_t size);
  void CompactIfWorthwhile();
  void Put(StoredObjectPtr object);
  void Erase(const ObjectId& id);
  void Restore(const ObjectId& id, StoredObjectPtr before);
  void Changed(std::unique_lock<std::mutex>& state, const ObjectId& id, StoredObjectPtr before);
  void Commit();
  void WriteInBackground();
  void StopThread();

  FolderLock lock_;
  std::recursive_mutex call_mutex_;

  // What follows is the thread's as well. Whoever takes both takes `log_mutex_` first.
  std::mutex log_mutex_;
  std::unique_ptr<LogFile> log_;

  mutable std::mutex state_mutex_;
  std::unordered_map<ObjectId, Entry, ObjectIdHash> objects_;
  std::unordered_map<ObjectId, std::map<std::uint64_t, StoredObjectPtr>, ObjectIdHash> children_;
  std::uint64_t next_order_ = 0;
  // The ids of what has changed and is not on the disk, in the order of the first change; each once.
  std::vector<ObjectId> pending_;
  std::unordered_set<ObjectId, ObjectIdHash> is_pending_;
  bool is_urgent_ = false;
  bool is_write_through_ = false;
  bool is_ending_ = false;
  std::function<void()> after_writing_;
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace native_store
