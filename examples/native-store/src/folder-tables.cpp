// The tables of folders, and of the outgoing queue.
#include "folder.h"
#include "message-content.h"
#include "outgoing-queue.h"
#include "private-properties.h"

namespace native_store {

namespace {

const std::vector<ULONG> kMessageColumns = {
    PR_ENTRYID,
    PR_INSTANCE_KEY,
    PR_RECORD_KEY,
    PR_PARENT_ENTRYID,
    PR_OBJECT_TYPE,
    PR_MESSAGE_CLASS_W,
    PR_SUBJECT_W,
    PR_MESSAGE_FLAGS,
    PR_MSG_STATUS,
    PR_MESSAGE_SIZE,
    PR_HASATTACH,
    PR_DISPLAY_TO_W,
    PR_DISPLAY_CC_W,
    PR_SENDER_NAME_W,
    PR_IMPORTANCE,
    PR_CREATION_TIME,
    PR_MESSAGE_DELIVERY_TIME,
    PR_LAST_MODIFICATION_TIME,
    PR_CLIENT_SUBMIT_TIME,
    PR_SUBMIT_FLAGS,
};

const std::vector<ULONG> kFolderColumns = {
    PR_ENTRYID,        PR_INSTANCE_KEY, PR_RECORD_KEY,  PR_PARENT_ENTRYID, PR_OBJECT_TYPE,    PR_DEPTH,
    PR_DISPLAY_NAME_W, PR_COMMENT_W,    PR_FOLDER_TYPE, PR_CONTENT_COUNT,  PR_CONTENT_UNREAD, PR_SUBFOLDERS,
};

// The wanted properties of an object.
Row RowOf(const Store& store, const StoredObjectPtr& object, const std::vector<ULONG>& wanted) {
  const ObjectFacts facts = FactsOf(store, object, false);
  Row row;
  for (const ULONG tag : wanted) {
    if (std::optional<Property> property = FindProperty(facts, tag)) row.Set(std::move(*property));
  }
  return row;
}

std::vector<Row> RowsOf(const Store& store, const std::vector<StoredObjectPtr>& objects,
                        const std::vector<ULONG>& wanted) {
  std::vector<Row> rows;
  rows.reserve(objects.size());
  for (const StoredObjectPtr& object : objects) rows.push_back(RowOf(store, object, wanted));
  return rows;
}

// Recipients and attachments of the message in a row.
Subrows SubrowsOf(const Store& store) {
  return [&store](const Row& row, ULONG subobject) -> std::vector<Row> {
    const Bytes* const entry_id = row.Binary(PR_ENTRYID);
    if (entry_id == nullptr) return {};
    const StoredObjectPtr message =
        store.Read(store.IdFromEntryId(static_cast<ULONG>(entry_id->size()), entry_id->data()));
    if (message == nullptr) return {};
    if (PROP_ID(subobject) == PROP_ID(PR_MESSAGE_ATTACHMENTS)) return AttachmentRows(message->content);
    return RecipientList(message->content.recipients).Rows();
  };
}

void AddFolderRows(const Store& store, const ObjectId& parent, LONG depth, bool is_deep,
                   const std::vector<ULONG>& wanted, std::vector<Row>* rows) {
  for (const StoredObjectPtr& folder : store.Folders(parent)) {
    rows->push_back(RowOf(store, folder, wanted));
    rows->back().Set(LongProperty(PR_DEPTH, depth));
    if (is_deep) AddFolderRows(store, folder->id, depth + 1, true, wanted, rows);
  }
}

std::vector<SSortOrder> DefaultSort(const StoredObject& folder) {
  std::vector<SSortOrder> sort;
  const auto* const kept = folder.properties().Get<std::vector<std::int64_t>>(kContentsSort);
  for (std::size_t index = 0; kept != nullptr && index + 1 < kept->size(); index += 2) {
    sort.push_back({static_cast<ULONG>((*kept)[index]), static_cast<ULONG>((*kept)[index + 1])});
  }
  return sort;
}

}  // namespace

ComPtr<Table> ContentsTable(const LogonScopePtr& scope, const ObjectId& folder, ULONG flags) {
  Store& store = scope->store();
  const StoredObjectPtr opened = store.ReadOpened(folder);
  const bool associated = (flags & MAPI_ASSOCIATED) != 0;
  TableSource source;
  source.columns = kMessageColumns;
  source.rows = [&store, folder, associated](const std::vector<ULONG>& wanted) {
    return RowsOf(store, store.Messages(folder, associated), wanted);
  };
  source.subrows = SubrowsOf(store);
  source.topic = associated ? kAssociated : kContents;
  source.shown = folder;
  source.unicode = (flags & MAPI_UNICODE) != 0;
  auto table = ComPtr<Table>::Adopt(new Table(scope, std::move(source)));
  table->SetSort(DefaultSort(*opened));
  return table;
}

ComPtr<Table> HierarchyTable(const LogonScopePtr& scope, const ObjectId& folder, ULONG flags) {
  constexpr ULONG kConvenientDepth = 1;
  Store& store = scope->store();
  store.ReadOpened(folder);
  const bool is_deep = (flags & kConvenientDepth) != 0;
  TableSource source;
  source.columns = kFolderColumns;
  source.rows = [&store, folder, is_deep](const std::vector<ULONG>& wanted) {
    std::vector<Row> rows;
    AddFolderRows(store, folder, 1, is_deep, wanted, &rows);
    return rows;
  };
  source.topic = is_deep ? kTree : kHierarchy;
  source.shown = folder;
  source.unicode = (flags & MAPI_UNICODE) != 0;
  return ComPtr<Table>::Adopt(new Table(scope, std::move(source)));
}

ComPtr<Table> OutgoingQueueTable(const LogonScopePtr& scope, ULONG flags) {
  Store& store = scope->store();
  TableSource source;
  source.columns = kMessageColumns;
  source.rows = [&store](const std::vector<ULONG>& wanted) { return RowsOf(store, QueuedMessages(store), wanted); };
  source.subrows = SubrowsOf(store);
  source.topic = kQueue;
  source.unicode = (flags & MAPI_UNICODE) != 0;
  return ComPtr<Table>::Adopt(new Table(scope, std::move(source)));
}

}  // namespace native_store
