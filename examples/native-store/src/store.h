// One open store: what its logons, the client's and the spooler's, share.
#pragma once

#include <functional>
#include <memory>
#include <set>

#include "database.h"
#include "failure.h"
#include "notifier.h"
#include "table.h"

namespace native_store {

// What a table shows, so that it is told when that changes.
enum TableTopic : int { kNoTopic, kContents, kAssociated, kHierarchy, kTree, kQueue };

struct MessageCounts {
  LONG messages = 0;
  LONG unread = 0;
  LONG associated = 0;
};

class Store {
 public:
  Store(std::shared_ptr<Database> database, std::filesystem::path folder);

  Database& database() const { return *database_; }
  Notifier& notifier() { return notifier_; }
  // Of the database, which another session may have open, too.
  std::recursive_mutex& call_mutex() { return database_->call_mutex(); }
  const std::filesystem::path& folder() const { return folder_; }

  // The identity of the store, which is in every entry id; and its name.
  const Bytes& uid() const { return uid_; }
  Text DisplayName() const;
  // The entry id of the store in the form that MAPI gives to clients.
  Bytes wrapped_entry_id;

  // Creates what every store has, where it is missing. `asked_uid` and `profile_uid` are identities that the store had
  // according to MAPI: one whose data was lost before it was first on the disk gets it back.
  void CreateStandardObjects(const Bytes& asked_uid, const Bytes& profile_uid, const Text& profile_name);

  StoredObjectPtr Read(const ObjectId& id) const { return database_->Read(id); }
  // Of what an open object stands for: fails with MAPI_E_OBJECT_DELETED.
  StoredObjectPtr ReadOpened(const ObjectId& id) const;
  // Of what somebody has named: fail with MAPI_E_NOT_FOUND.
  StoredObjectPtr ReadFolder(const ObjectId& id) const;
  StoredObjectPtr ReadMessage(const ObjectId& id) const;
  std::vector<StoredObjectPtr> Folders(const ObjectId& parent) const;
  std::vector<StoredObjectPtr> Messages(const ObjectId& folder, bool associated) const;
  // Visible and hidden ones.
  std::vector<StoredObjectPtr> Content(const ObjectId& folder) const;
  MessageCounts Counts(const ObjectId& folder) const;

  void Write(StoredObject object) { database_->Write(std::move(object)); }
  void Remove(const ObjectId& id) { database_->Remove(id); }
  // Changes properties of an object that is not transacted, or flags that are kept without a save.
  StoredObjectPtr Update(const StoredObject& object, const std::function<void(PropertyBag&)>& change,
                         bool is_new_version);

  Bytes EntryId(const ObjectId& id) const;
  Bytes RecordKey(const ObjectId& id) const;
  // Fails with MAPI_E_INVALID_ENTRYID, and with MAPI_E_UNKNOWN_ENTRYID for one of another store.
  ObjectId IdFromEntryId(ULONG size, const void* entry_id) const;

  // Tells sinks and tables.
  void Notify(ULONG event, const StoredObject& object);
  // A message of a folder is there, gone, or shown differently.
  void ContentsChanged(const StoredObject& message, const ObjectId& folder);
  // A folder has other numbers of messages than before.
  void CountsChanged(const ObjectId& folder);
  // A folder has other subfolders than before, or shows them differently.
  void HierarchyChanged(const ObjectId& parent);
  void QueueChanged();

  // Open tables, which are told of changes as long as they exist.
  void AddTable(Table* table) { tables_.insert(table); }
  void RemoveTable(Table* table) { tables_.erase(table); }

  // Messages that are being sent. In memory only: one that was being sent when the process ended is in the queue,
  // unlocked.
  bool IsLocked(const ObjectId& id) const { return locked_.count(id) > 0; }
  void SetLocked(const ObjectId& id, bool locked);
  // True the first time it is asked.
  bool IsFirstSubmission() { return !std::exchange(has_submitted_, true); }

 private:
  void TablesChanged(TableTopic topic, const ObjectId& folder);

  std::shared_ptr<Database> database_;
  std::filesystem::path folder_;
  Bytes uid_;
  Notifier notifier_;
  std::set<Table*> tables_;
  std::set<ObjectId> locked_;
  bool has_submitted_ = false;
};

ULONG ObjectTypeOf(ObjectKind kind);
LONG MessageFlags(const StoredObject& message);
inline bool IsSubmitted(const StoredObject& message) { return (MessageFlags(message) & MSGFLAG_SUBMIT) != 0; }

// The MAPIUID of this provider: in each of its entry ids, so that MAPI knows whose they are. Make your own with
// uuidgen.
extern const BYTE kProviderUid[16];
extern const WCHAR kProviderName[];

// The parts of an entry id of this provider: abFlags, the provider's MAPIUID, the store's, the object's id. Nothing of
// it changes when the store is moved, or opened again.
struct EntryIdParts {
  Bytes store;
  // None: the store itself.
  std::optional<ObjectId> object;
};
std::optional<EntryIdParts> ParseEntryId(ULONG size, const void* entry_id);

}  // namespace native_store
