// One address book, in memory and on the disk: what all logons at it share.
//
// Write-behind: Write, Remove and KeepNames change what is in memory, which is what everybody reads, and return. A
// thread of the book's own appends what has changed to the data file, a fraction of a second later. Until then a crash
// loses it: that is why there is fast shutdown. NotifyProcessShutdown and DoFastShutdown come here as Hurry and Persist.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "entry-id.h"
#include "log-file.h"
#include "notifier.h"
#include "table.h"

namespace native_address_book {

class Book {
 public:
  // Opens the address book in a file. Logons of this process share it; another process is refused.
  static std::shared_ptr<Book> Open(const std::filesystem::path& file);
  // Writes what is pending, as far as that can be done: whoever must know calls Flush before.
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  // Its identity, which is in each of its entry ids.
  const ObjectId& uid() const { return uid_; }
  Bytes EntryId(Kind kind, const ObjectId& id = {}) const { return EntryIdOf({uid_, kind, id}); }
  // None: the entry id is not of this address book.
  std::optional<Reference> Find(ULONG size, const void* entry_id) const;

  // Null when there is no such entry.
  EntryPtr Find(const ObjectId& id) const;
  // Of an entry that somebody has named: fails with MAPI_E_NOT_FOUND.
  EntryPtr Read(const ObjectId& id) const;
  // Of an entry that is open: fails with MAPI_E_OBJECT_DELETED.
  EntryPtr ReadOpened(const ObjectId& id) const;
  // Those in a container, the oldest first.
  std::vector<EntryPtr> Entries(const ObjectId& container) const;
  // Creates or replaces an entry, and tells whoever wants to know.
  void Write(Entry entry);
  void Remove(const Entry& entry);

  // The names of named properties, in the order of their ids.
  std::vector<Text> Names() const;
  void KeepNames(std::vector<Text> names);

  // NotifyProcessShutdown: the thread writes what is pending at once, in the background. The client may still change its
  // mind, and then everything goes on as before.
  void Hurry();
  // DoFastShutdown: when it returns, everything is on the disk; when it throws, nothing was promised. From then on a
  // change is on the disk before Write returns, for nobody will ask again.
  void Persist();
  // The logoff: the same, and nothing changes.
  void Flush() { Commit(); }

  // Held during each call of MAPI into the address book: its objects need no locks of their own.
  std::recursive_mutex& call_mutex() { return call_mutex_; }
  Notifier& notifier() { return notifier_; }
  // Open tables, which are told of changes as long as they exist.
  void AddTable(Table* table) { tables_.insert(table); }
  void RemoveTable(Table* table) { tables_.erase(table); }

  // For faults.h: what the thread does after it has written, before it ends.
  void SetAfterWriting(std::function<void()> work);

 private:
  // What a name of something pending is besides the id of an entry.
  static const ObjectId kNames;

  explicit Book(const std::filesystem::path& file);
  void Replay(const BYTE* payload, std::size_t size);
  void CompactIfWorthwhile();
  void Put(EntryPtr entry);
  void Erase(const ObjectId& id);
  void Changed(std::unique_lock<std::mutex>& state, const ObjectId& id, const std::function<void()>& restore);
  void Tell(ULONG event, const Entry& entry);
  Bytes PayloadOf(const std::vector<ObjectId>& ids) const;
  void Commit();
  void WriteInBackground();
  void StopThread();

  FolderLock lock_;
  std::recursive_mutex call_mutex_;
  Notifier notifier_;
  std::set<Table*> tables_;
  ObjectId uid_{};

  // What follows is the thread's as well. Whoever takes both takes `log_mutex_` first.
  std::mutex log_mutex_;
  std::unique_ptr<LogFile> log_;

  mutable std::mutex state_mutex_;
  // In the order in which they were made.
  std::map<std::uint64_t, EntryPtr> entries_;
  std::unordered_map<ObjectId, std::uint64_t, ObjectIdHash> places_;
  std::uint64_t next_place_ = 0;
  std::vector<Text> names_;
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

}  // namespace native_address_book
