#include "schema.h"

#include <unordered_map>

#include "private-properties.h"

namespace native_store {

namespace {

constexpr int Bit(ObjectType type) { return 1 << static_cast<int>(type); }
constexpr int kStore = Bit(ObjectType::Store);
constexpr int kFolder = Bit(ObjectType::Folder);
constexpr int kMessages = Bit(ObjectType::Message) | Bit(ObjectType::EmbeddedMessage);
constexpr int kAttachment = Bit(ObjectType::Attachment);
// What has an entry id.
constexpr int kEntries = kFolder | Bit(ObjectType::Message);
constexpr int kAny = kStore | kFolder | kMessages | kAttachment;

enum class Access {
  // Computed when it is asked for; MAPI_E_COMPUTED when a client sets it.
  Computed,
  // Stored, and set by the store alone.
  Kept,
  // A client may set it; as long as none has, it is computed.
  Derived,
};

struct Rule {
  ULONG tag;
  int types;
  Access access;
  // Null for Kept.
  std::optional<Property> (*get)(const ObjectFacts& facts);
};

using Found = std::optional<Property>;

Found Stored(const ObjectFacts& facts, ULONG tag) {
  const Property* const property = facts.properties->Find(tag);
  return property == nullptr ? Found{} : Found{*property};
}

// Without the words that a reply puts before a subject: one to three letters, a colon, a space.
Text PrefixOf(const Text& subject) {
  for (std::size_t length = 1; length <= 3 && length + 1 < subject.size(); ++length) {
    const WCHAR unit = subject[length - 1];
    const bool is_letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit >= 0xC0;
    if (!is_letter) return {};
    if (subject[length] == ':' && subject[length + 1] == ' ') return subject.substr(0, length + 2);
  }
  return {};
}

bool BeginsWith(const Text& text, const Text& prefix) { return text.compare(0, prefix.size(), prefix) == 0; }

Found SubjectPrefix(const ObjectFacts& facts) {
  const Text* const set = facts.properties->Wide(PR_SUBJECT_PREFIX_W);
  const Text* const subject = facts.properties->Wide(PR_SUBJECT_W);
  if (set != nullptr && (subject == nullptr || BeginsWith(*subject, *set))) {
    return TextProperty(PR_SUBJECT_PREFIX_W, *set);
  }
  if (subject == nullptr) return {};
  return TextProperty(PR_SUBJECT_PREFIX_W, PrefixOf(*subject));
}

Found NormalizedSubject(const ObjectFacts& facts) {
  const Text* const subject = facts.properties->Wide(PR_SUBJECT_W);
  if (subject == nullptr) return {};
  const Found prefix = SubjectPrefix(facts);
  return TextProperty(PR_NORMALIZED_SUBJECT_W, subject->substr(prefix ? std::get<Text>(prefix->value).size() : 0));
}

// What names the last saved change in synchronization: the object, and its version, the highest byte first.
Found ChangeKey(const ObjectFacts& facts) {
  if (Found set = Stored(facts, PR_CHANGE_KEY)) return set;
  if (facts.version == 0) return {};
  Bytes key = facts.store->RecordKey(facts.id);
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<BYTE>(facts.version >> shift));
  return BytesProperty(PR_CHANGE_KEY, std::move(key));
}

Found PredecessorChangeList(const ObjectFacts& facts) {
  if (Found set = Stored(facts, PR_PREDECESSOR_CHANGE_LIST)) return set;
  const Found key = ChangeKey(facts);
  if (!key) return {};
  const Bytes& bytes = std::get<Bytes>(key->value);
  Bytes list{static_cast<BYTE>(bytes.size())};
  list.insert(list.end(), bytes.begin(), bytes.end());
  return BytesProperty(PR_PREDECESSOR_CHANGE_LIST, std::move(list));
}

LONG AccessOf(const ObjectFacts& facts) {
  constexpr LONG kOfAll = MAPI_ACCESS_MODIFY | MAPI_ACCESS_READ;
  constexpr LONG kOfFolders =
      kOfAll | MAPI_ACCESS_CREATE_HIERARCHY | MAPI_ACCESS_CREATE_CONTENTS | MAPI_ACCESS_CREATE_ASSOCIATED;
  switch (facts.type) {
    case ObjectType::Store:
      return kOfAll;
    case ObjectType::Folder:
      return IsStandardFolder(facts.id) ? kOfFolders : kOfFolders | MAPI_ACCESS_DELETE;
    default:
      return kOfAll | MAPI_ACCESS_DELETE;
  }
}

LONG TypeOf(const ObjectFacts& facts) {
  switch (facts.type) {
    case ObjectType::Store:
      return MAPI_STORE;
    case ObjectType::Folder:
      return MAPI_FOLDER;
    case ObjectType::Attachment:
      return MAPI_ATTACH;
    default:
      return MAPI_MESSAGE;
  }
}

constexpr LONG kSupportMask = STORE_ENTRYID_UNIQUE | STORE_MODIFY_OK | STORE_CREATE_OK | STORE_ATTACH_OK |
                              STORE_SUBMIT_OK | STORE_NOTIFY_OK | STORE_MV_PROPS_OK | STORE_RESTRICTION_OK |
                              STORE_SORT_OK | 0x00040000 /* STORE_UNICODE_OK */;

constexpr LONG kValidFolders = FOLDER_IPM_SUBTREE_VALID | FOLDER_IPM_INBOX_VALID | FOLDER_IPM_OUTBOX_VALID |
                               FOLDER_IPM_WASTEBASKET_VALID | FOLDER_IPM_SENTMAIL_VALID;

Found EntryIdOf(ULONG tag, const ObjectFacts& facts, const ObjectId& id) {
  return BytesProperty(tag, facts.store->EntryId(id));
}

const std::vector<Rule>& Rules() {
  using F = const ObjectFacts&;
  static const std::vector<Rule> rules = {
      {PR_STORE_ENTRYID, kAny, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_STORE_ENTRYID, f.store->wrapped_entry_id); }},
      {PR_STORE_RECORD_KEY, kAny, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_STORE_RECORD_KEY, f.store->uid()); }},
      {PR_STORE_SUPPORT_MASK, kAny, Access::Computed,
       [](F) -> Found { return LongProperty(PR_STORE_SUPPORT_MASK, kSupportMask); }},
      {PR_MAPPING_SIGNATURE, kAny, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_MAPPING_SIGNATURE, f.store->uid()); }},
      {PR_ACCESS_LEVEL, kAny, Access::Computed,
       [](F f) -> Found { return LongProperty(PR_ACCESS_LEVEL, f.is_writable ? MAPI_MODIFY : 0); }},
      {PR_OBJECT_TYPE, kAny, Access::Computed, [](F f) -> Found { return LongProperty(PR_OBJECT_TYPE, TypeOf(f)); }},
      {PR_ACCESS, kStore | kFolder | kMessages, Access::Computed,
       [](F f) -> Found { return LongProperty(PR_ACCESS, AccessOf(f)); }},

      {PR_ENTRYID, kEntries, Access::Computed, [](F f) -> Found { return EntryIdOf(PR_ENTRYID, f, f.id); }},
      {PR_PARENT_ENTRYID, kEntries, Access::Computed,
       [](F f) -> Found {
         // The root folder is its own parent, by convention.
         return EntryIdOf(PR_PARENT_ENTRYID, f, f.parent == kStoreId ? kRootId : f.parent);
       }},
      {PR_RECORD_KEY, kEntries, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_RECORD_KEY, f.store->RecordKey(f.id)); }},
      {PR_INSTANCE_KEY, kEntries, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_INSTANCE_KEY, f.store->RecordKey(f.id)); }},
      {PR_SEARCH_KEY, kEntries, Access::Computed,
       [](F f) -> Found {
         // A message and its copies have it in common, so a copy has one that is stored.
         if (Found stored = Stored(f, PR_SEARCH_KEY)) return stored;
         return BytesProperty(PR_SEARCH_KEY, f.store->RecordKey(f.id));
       }},
      {PR_SOURCE_KEY, kEntries, Access::Derived,
       [](F f) -> Found { return BytesProperty(PR_SOURCE_KEY, f.store->RecordKey(f.id)); }},
      {PR_CHANGE_KEY, kEntries, Access::Derived, ChangeKey},
      {PR_PREDECESSOR_CHANGE_LIST, kEntries, Access::Derived, PredecessorChangeList},
      {PR_CREATION_TIME, kStore | kFolder | kMessages, Access::Kept, nullptr},
      {PR_LAST_MODIFICATION_TIME, kStore | kFolder | kMessages, Access::Kept, nullptr},

      {PR_ENTRYID, kStore, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_ENTRYID, f.store->wrapped_entry_id); }},
      {PR_RECORD_KEY, kStore, Access::Computed,
       [](F f) -> Found { return BytesProperty(PR_RECORD_KEY, f.store->uid()); }},
      {PR_MDB_PROVIDER, kStore, Access::Computed,
       [](F) -> Found { return BytesProperty(PR_MDB_PROVIDER, Bytes(kProviderUid, kProviderUid + 16)); }},
      {PR_PROVIDER_DISPLAY_W, kStore, Access::Computed,
       [](F) -> Found { return TextProperty(PR_PROVIDER_DISPLAY_W, kProviderName); }},
      {PR_STORE_STATE, kStore, Access::Computed, [](F) -> Found { return LongProperty(PR_STORE_STATE, 0); }},
      {PR_VALID_FOLDER_MASK, kStore, Access::Computed,
       [](F) -> Found { return LongProperty(PR_VALID_FOLDER_MASK, kValidFolders); }},
      {PR_IPM_SUBTREE_ENTRYID, kStore, Access::Computed,
       [](F f) -> Found { return EntryIdOf(PR_IPM_SUBTREE_ENTRYID, f, kIpmSubtreeId); }},
      {PR_IPM_OUTBOX_ENTRYID, kStore, Access::Computed,
       [](F f) -> Found { return EntryIdOf(PR_IPM_OUTBOX_ENTRYID, f, kOutboxId); }},
      {PR_IPM_WASTEBASKET_ENTRYID, kStore, Access::Computed,
       [](F f) -> Found { return EntryIdOf(PR_IPM_WASTEBASKET_ENTRYID, f, kDeletedItemsId); }},
      {PR_IPM_SENTMAIL_ENTRYID, kStore, Access::Computed,
       [](F f) -> Found { return EntryIdOf(PR_IPM_SENTMAIL_ENTRYID, f, kSentItemsId); }},

      {PR_CONTENT_COUNT, kFolder, Access::Computed,
       [](F f) -> Found { return LongProperty(PR_CONTENT_COUNT, f.store->Counts(f.id).messages); }},
      {PR_CONTENT_UNREAD, kFolder, Access::Computed,
       [](F f) -> Found { return LongProperty(PR_CONTENT_UNREAD, f.store->Counts(f.id).unread); }},
      {PR_ASSOC_CONTENT_COUNT, kFolder, Access::Computed,
       [](F f) -> Found { return LongProperty(PR_ASSOC_CONTENT_COUNT, f.store->Counts(f.id).associated); }},
      {PR_SUBFOLDERS, kFolder, Access::Computed,
       [](F f) -> Found { return BooleanProperty(PR_SUBFOLDERS, !f.store->Folders(f.id).empty()); }},
      {PR_FOLDER_TYPE, kFolder, Access::Kept, nullptr},

      {PR_HASATTACH, kMessages, Access::Computed,
       [](F f) -> Found {
         return BooleanProperty(PR_HASATTACH, (f.properties->Long(PR_MESSAGE_FLAGS) & MSGFLAG_HASATTACH) != 0);
       }},
      {PR_SUBJECT_PREFIX_W, kMessages, Access::Derived, SubjectPrefix},
      {PR_NORMALIZED_SUBJECT_W, kMessages, Access::Computed, NormalizedSubject},
      {PR_SUBMIT_FLAGS, kMessages, Access::Computed,
       [](F f) -> Found {
         Found stored = Stored(f, PR_SUBMIT_FLAGS);
         if (f.type != ObjectType::Message || !f.store->IsLocked(f.id)) return stored;
         return LongProperty(PR_SUBMIT_FLAGS, f.properties->Long(PR_SUBMIT_FLAGS) | SUBMITFLAG_LOCKED);
       }},
      {PR_MESSAGE_SIZE, kMessages, Access::Kept, nullptr},
      {PR_MSG_STATUS, kMessages, Access::Kept, nullptr},
      {PR_DISPLAY_TO_W, kMessages, Access::Kept, nullptr},
      {PR_DISPLAY_CC_W, kMessages, Access::Kept, nullptr},
      {PR_DISPLAY_BCC_W, kMessages, Access::Kept, nullptr},

      {PR_ATTACH_NUM, kAttachment, Access::Kept, nullptr},
      {PR_ATTACH_SIZE, kAttachment, Access::Kept, nullptr},
      {PR_RECORD_KEY, kAttachment, Access::Kept, nullptr},
  };
  return rules;
}

// Looked up for each property of each row: an index by type and id.
const Rule* RuleFor(ObjectType type, ULONG tag) {
  using Index = std::unordered_map<ULONG, const Rule*>;
  static const std::array<Index, 5> indexes = [] {
    std::array<Index, 5> result;
    for (const Rule& rule : Rules()) {
      for (std::size_t place = 0; place < result.size(); ++place) {
        if ((rule.types & (1 << place)) != 0) result[place][PROP_ID(rule.tag)] = &rule;
      }
    }
    return result;
  }();
  const Index& index = indexes[static_cast<std::size_t>(type)];
  const auto found = index.find(PROP_ID(tag));
  return found == index.end() ? nullptr : found->second;
}

}  // namespace

ObjectFacts FactsOf(const Store& store, StoredObjectPtr object, bool is_writable) {
  ObjectFacts facts;
  facts.store = &store;
  facts.type = object->kind == ObjectKind::Message  ? ObjectType::Message
               : object->kind == ObjectKind::Folder ? ObjectType::Folder
                                                    : ObjectType::Store;
  facts.id = object->id;
  facts.parent = object->parent;
  facts.properties = &object->properties();
  facts.is_writable = is_writable;
  facts.version = object->version;
  facts.holder = std::move(object);
  return facts;
}

std::optional<Property> FindProperty(const ObjectFacts& facts, ULONG tag) {
  if (IsPrivateProperty(tag)) return {};
  const Rule* const rule = RuleFor(facts.type, tag);
  if (rule == nullptr || rule->access == Access::Kept) return Stored(facts, tag);
  if (rule->access == Access::Derived && rule->get != SubjectPrefix) {
    if (Found stored = Stored(facts, tag)) return stored;
  }
  return rule->get(facts);
}

std::vector<Property> AllProperties(const ObjectFacts& facts) {
  std::vector<Property> result;
  const int type = Bit(facts.type);
  for (const Rule& rule : Rules()) {
    if ((rule.types & type) == 0) continue;
    if (Found property = FindProperty(facts, rule.tag)) result.push_back(std::move(*property));
  }
  for (const Property& property : facts.properties->all()) {
    if (!IsPrivateProperty(property.tag) && RuleFor(facts.type, property.tag) == nullptr) result.push_back(property);
  }
  return result;
}

std::vector<ULONG> ObjectTags(const ObjectFacts& facts) {
  switch (facts.type) {
    case ObjectType::Folder:
      return {PR_CONTAINER_HIERARCHY, PR_CONTAINER_CONTENTS};
    case ObjectType::Message:
    case ObjectType::EmbeddedMessage:
      return {PR_MESSAGE_RECIPIENTS, PR_MESSAGE_ATTACHMENTS};
    case ObjectType::Attachment:
      if (facts.has_embedded) return {PR_ATTACH_DATA_OBJ};
      return {};
    default:
      return {};
  }
}

bool IsReadOnly(const ObjectFacts& facts, ULONG tag) {
  if (IsPrivateProperty(tag)) return true;
  for (const ULONG object : ObjectTags(facts)) {
    if (PROP_ID(object) == PROP_ID(tag)) return true;
  }
  const Rule* const rule = RuleFor(facts.type, tag);
  return rule != nullptr && rule->access != Access::Derived;
}

void DropStalePrefix(PropertyBag* properties) {
  const Text* const set = properties->Wide(PR_SUBJECT_PREFIX_W);
  const Text* const subject = properties->Wide(PR_SUBJECT_W);
  if (set != nullptr && subject != nullptr && !BeginsWith(*subject, *set)) properties->Remove(PR_SUBJECT_PREFIX_W);
}

void DropStaleChange(PropertyBag* properties, const PropertyBag& before) {
  const Bytes* const now = properties->Binary(PR_CHANGE_KEY);
  const Bytes* const then = before.Binary(PR_CHANGE_KEY);
  if (now == nullptr || then == nullptr || *now != *then) return;
  properties->Remove(PR_CHANGE_KEY);
  properties->Remove(PR_PREDECESSOR_CHANGE_LIST);
}

void DropSyncKeys(PropertyBag* properties) {
  for (const ULONG tag : {PR_SOURCE_KEY, PR_CHANGE_KEY, PR_PREDECESSOR_CHANGE_LIST}) properties->Remove(tag);
}

}  // namespace native_store
