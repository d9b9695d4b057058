#include "store.h"

#include "table.h"

namespace native_store {

const BYTE kProviderUid[16] = {0x4E, 0x61, 0x74, 0x69, 0x76, 0x65, 0x53, 0x74,
                               0x8F, 0x72, 0x65, 0xA1, 0x0C, 0x5D, 0x3B, 0x97};
const WCHAR kProviderName[] = W("Native Store");

namespace {

constexpr std::size_t kFlagsSize = 4;
constexpr std::size_t kUidSize = 16;

StoredObject NewFolder(const StandardFolder& folder) {
  StoredObject object;
  object.id = folder.id;
  object.parent = folder.parent;
  object.kind = ObjectKind::Folder;
  object.version = 1;
  PropertyBag& properties = object.content.properties;
  const std::int64_t now = Now();
  properties.Set(TextProperty(PR_DISPLAY_NAME_W, folder.name));
  properties.Set(LongProperty(PR_FOLDER_TYPE, folder.id == kRootId ? FOLDER_ROOT : FOLDER_GENERIC));
  properties.Set(TimeProperty(PR_CREATION_TIME, now));
  properties.Set(TimeProperty(PR_LAST_MODIFICATION_TIME, now));
  return object;
}

}  // namespace

Store::Store(std::shared_ptr<Database> database, std::filesystem::path folder)
    : database_(std::move(database)), folder_(std::move(folder)) {}

Text Store::DisplayName() const {
  const StoredObjectPtr store = Read(kStoreId);
  const Text* const name = store == nullptr ? nullptr : store->properties().Wide(PR_DISPLAY_NAME_W);
  return name == nullptr ? Text(kProviderName) : *name;
}

void Store::CreateStandardObjects(const Bytes& asked_uid, const Bytes& profile_uid, const Text& profile_name) {
  const StoredObjectPtr existing = Read(kStoreId);
  StoredObject store;
  if (existing != nullptr) store = *existing;
  store.id = kStoreId;
  store.kind = ObjectKind::Store;
  PropertyBag& properties = store.content.properties;
  const Bytes* const known = properties.Binary(PR_RECORD_KEY);
  const bool is_new = known == nullptr;
  if (!is_new) {
    uid_ = *known;
  } else if (asked_uid.size() == kUidSize) {
    uid_ = asked_uid;
  } else if (profile_uid.size() == kUidSize) {
    uid_ = profile_uid;
  } else {
    const ObjectId fresh = NewObjectId();
    uid_.assign(fresh.begin(), fresh.end());
  }
  const Text name = profile_name.empty() ? DisplayName() : profile_name;
  const Text* const old_name = properties.Wide(PR_DISPLAY_NAME_W);
  if (is_new || old_name == nullptr || *old_name != name) {
    properties.Set(BytesProperty(PR_RECORD_KEY, uid_));
    properties.Set(TextProperty(PR_DISPLAY_NAME_W, name));
    if (!properties.Has(PR_CREATION_TIME)) properties.Set(TimeProperty(PR_CREATION_TIME, Now()));
    store.version += 1;
    Write(std::move(store));
  }
  for (const StandardFolder& folder : kStandardFolders) {
    if (Read(folder.id) == nullptr) Write(NewFolder(folder));
  }
}

StoredObjectPtr Store::ReadOpened(const ObjectId& id) const {
  StoredObjectPtr object = Read(id);
  if (object == nullptr) throw Failure(MAPI_E_OBJECT_DELETED, "the object has been deleted");
  return object;
}

StoredObjectPtr Store::ReadFolder(const ObjectId& id) const {
  StoredObjectPtr folder = Read(id);
  if (folder == nullptr || folder->kind != ObjectKind::Folder)
    throw Failure(MAPI_E_NOT_FOUND, "there is no such folder");
  return folder;
}

StoredObjectPtr Store::ReadMessage(const ObjectId& id) const {
  StoredObjectPtr message = Read(id);
  if (message == nullptr || message->kind != ObjectKind::Message) {
    throw Failure(MAPI_E_NOT_FOUND, "there is no such message");
  }
  return message;
}

std::vector<StoredObjectPtr> Store::Folders(const ObjectId& parent) const {
  return database_->Children(parent, ObjectKind::Folder);
}

std::vector<StoredObjectPtr> Store::Content(const ObjectId& folder) const {
  return database_->Children(folder, ObjectKind::Message);
}

std::vector<StoredObjectPtr> Store::Messages(const ObjectId& folder, bool associated) const {
  std::vector<StoredObjectPtr> messages = Content(folder);
  messages.erase(std::remove_if(messages.begin(), messages.end(),
                                [associated](const auto& message) { return message->associated != associated; }),
                 messages.end());
  return messages;
}

MessageCounts Store::Counts(const ObjectId& folder) const {
  MessageCounts counts;
  for (const StoredObjectPtr& message : Content(folder)) {
    if (message->associated) {
      counts.associated += 1;
    } else {
      counts.messages += 1;
      if ((MessageFlags(*message) & MSGFLAG_READ) == 0) counts.unread += 1;
    }
  }
  return counts;
}

StoredObjectPtr Store::Update(const StoredObject& object, const std::function<void(PropertyBag&)>& change,
                              bool is_new_version) {
  StoredObject changed = object;
  change(changed.content.properties);
  if (is_new_version) changed.version += 1;
  auto result = std::make_shared<const StoredObject>(changed);
  Write(std::move(changed));
  return result;
}

Bytes Store::RecordKey(const ObjectId& id) const {
  Bytes key = uid_;
  if (id != kStoreId) key.insert(key.end(), id.begin(), id.end());
  return key;
}

Bytes Store::EntryId(const ObjectId& id) const {
  // No flag is set: a long-term entry id, good in any session.
  Bytes entry_id(kFlagsSize, 0);
  entry_id.insert(entry_id.end(), kProviderUid, kProviderUid + kUidSize);
  const Bytes key = RecordKey(id);
  entry_id.insert(entry_id.end(), key.begin(), key.end());
  return entry_id;
}

ObjectId Store::IdFromEntryId(ULONG size, const void* entry_id) const {
  const bool is_wrapped = entry_id != nullptr && size == wrapped_entry_id.size() &&
                          std::memcmp(entry_id, wrapped_entry_id.data(), size) == 0;
  if (is_wrapped) return kStoreId;
  const std::optional<EntryIdParts> parts = ParseEntryId(size, entry_id);
  if (!parts) throw Failure(MAPI_E_INVALID_ENTRYID, "that is no entry id of this provider");
  if (parts->store != uid_) throw Failure(MAPI_E_UNKNOWN_ENTRYID, "the entry id belongs to another store");
  return parts->object.value_or(kStoreId);
}

std::optional<EntryIdParts> ParseEntryId(ULONG size, const void* entry_id) {
  if (entry_id == nullptr || size < kFlagsSize + 2 * kUidSize) return std::nullopt;
  const auto* const bytes = static_cast<const BYTE*>(entry_id);
  for (std::size_t index = 0; index < kFlagsSize; ++index) {
    if (bytes[index] != 0) return std::nullopt;
  }
  if (std::memcmp(bytes + kFlagsSize, kProviderUid, kUidSize) != 0) return std::nullopt;
  const BYTE* const store = bytes + kFlagsSize + kUidSize;
  EntryIdParts parts{Bytes(store, store + kUidSize), std::nullopt};
  const std::size_t rest = size - kFlagsSize - 2 * kUidSize;
  if (rest == 0) return parts;
  ObjectId id;
  if (rest != id.size()) return std::nullopt;
  std::memcpy(id.data(), store + kUidSize, id.size());
  parts.object = id;
  return parts;
}

void Store::Notify(ULONG event, const StoredObject& object) {
  if (notifier_.IsIdle()) return;
  ObjectEvent to_send;
  to_send.type = event;
  to_send.object_type = ObjectTypeOf(object.kind);
  to_send.id = object.id;
  to_send.entry_id = EntryId(object.id);
  if (object.kind != ObjectKind::Store) {
    to_send.parent = object.parent;
    to_send.parent_entry_id = EntryId(object.parent);
  }
  notifier_.Post(to_send);
}

void Store::ContentsChanged(const StoredObject& message, const ObjectId& folder) {
  TablesChanged(message.associated ? kAssociated : kContents, folder);
}

void Store::CountsChanged(const ObjectId& folder) {
  const StoredObjectPtr object = Read(folder);
  if (object == nullptr) return;
  TablesChanged(kTree, folder);
  TablesChanged(kHierarchy, object->parent);
  Notify(fnevObjectModified, *object);
}

void Store::HierarchyChanged(const ObjectId& parent) {
  TablesChanged(kHierarchy, parent);
  // Whether it has subfolders at all stands in its own row, one folder further up.
  CountsChanged(parent);
}

void Store::QueueChanged() { TablesChanged(kQueue, kStoreId); }

void Store::TablesChanged(TableTopic topic, const ObjectId& folder) {
  for (Table* const table : tables_) {
    const bool is_everywhere = topic == kTree || topic == kQueue;
    if (table->topic() == topic && (is_everywhere || table->shown() == folder)) notifier_.PostTableChanged(table->Changed());
  }
}

void Store::SetLocked(const ObjectId& id, bool locked) {
  if (locked) {
    locked_.insert(id);
  } else {
    locked_.erase(id);
  }
  QueueChanged();
}

ULONG ObjectTypeOf(ObjectKind kind) {
  if (kind == ObjectKind::Message) return MAPI_MESSAGE;
  return kind == ObjectKind::Folder ? MAPI_FOLDER : MAPI_STORE;
}

LONG MessageFlags(const StoredObject& message) { return message.properties().Long(PR_MESSAGE_FLAGS); }

}  // namespace native_store
