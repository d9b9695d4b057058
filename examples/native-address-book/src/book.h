// One address book, in memory and on the disk: what all logons at it share.
//
// Write, Remove and KeepNames change what is in memory, and return. When that gets to the disk is the matter of
// WriteBehind: ../../native-common/src/write-behind.h.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>

#include "entry-id.h"
#include "faults.h"
#include "notifier.h"
#include "table.h"
#include "write-behind.h"

namespace native_address_book {

class Book final : private LoggedContent {
 public:
  // Opens the address book in a file. Logons of this process share it; another process is refused.
  static std::shared_ptr<Book> Open(const std::filesystem::path& file);
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

  // NotifyProcessShutdown, DoFastShutdown and the logoff.
  void Hurry();
  void Persist();
  void Flush() { writer_.Flush(); }

  // Held during each call of MAPI into the address book: its objects need no locks of their own.
  std::recursive_mutex& call_mutex() { return call_mutex_; }
  Notifier& notifier() { return notifier_; }
  // Open tables, which are told of changes as long as they exist.
  void AddTable(Table* table) { tables_.insert(table); }
  void RemoveTable(Table* table) { tables_.erase(table); }

  // For faults.h: what the writing thread does last.
  void SetLastWork(std::function<void()> work) { writer_.SetLastWork(std::move(work)); }

 private:
  // What a name of something pending is besides the id of an entry.
  static const ObjectId kNames;

  explicit Book(const std::filesystem::path& file);
  void Replay(const BYTE* payload, std::size_t size) override;
  Bytes PayloadOf(const std::vector<ObjectId>& ids) const override;
  std::vector<ObjectId> Ids() const override;
  void Put(EntryPtr entry);
  void Erase(const ObjectId& id);
  void Tell(ULONG event, const Entry& entry);

  FolderLock lock_;
  std::recursive_mutex call_mutex_;
  Notifier notifier_;
  std::set<Table*> tables_;
  ObjectId uid_{};

  // Under the lock of `writer_`: the entries in the order in which they were made, and the names.
  std::map<std::uint64_t, EntryPtr> entries_;
  std::unordered_map<ObjectId, std::uint64_t, ObjectIdHash> places_;
  std::uint64_t next_place_ = 0;
  std::vector<Text> names_;
  // Ends before what it writes.
  WriteBehind writer_;
};

}  // namespace native_address_book
