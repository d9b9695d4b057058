#include "folder-operations.h"

#include "schema.h"

namespace native_store {

namespace {

void RequireName(const Text& name) {
  if (name.empty()) throw Failure(MAPI_E_INVALID_PARAMETER, "a folder has a name");
}

void RequireFreeName(const Store& store, const ObjectId& parent, const Text& name, const ObjectId* except) {
  RequireName(name);
  const StoredObjectPtr taken = FindFolder(store, parent, name);
  if (taken != nullptr && (except == nullptr || taken->id != *except)) {
    throw Failure(MAPI_E_COLLISION, "there is a folder of this name already");
  }
}

void RequireNoCycle(const Store& store, const StoredObject& folder, const ObjectId& destination) {
  for (StoredObjectPtr at = store.Read(destination); at != nullptr && at->kind == ObjectKind::Folder;
       at = store.Read(at->parent)) {
    if (at->id == folder.id) throw Failure(MAPI_E_FOLDER_CYCLE, "a folder cannot be put into itself");
  }
}

// What a copy has in common with its original, and what it has not.
void MakeCopy(const Store& store, StoredObject* copy) {
  PropertyBag& properties = copy->content.properties;
  if (!properties.Has(PR_SEARCH_KEY)) properties.Set(BytesProperty(PR_SEARCH_KEY, store.RecordKey(copy->id)));
  DropSyncKeys(&properties);
  copy->id = NewObjectId();
  copy->version = 1;
}

void CopyTree(Store& store, const StoredObject& folder, const ObjectId& destination, const Text& name,
              bool with_subfolders) {
  StoredObject copy = folder;
  MakeCopy(store, &copy);
  copy.parent = destination;
  copy.content.properties.Set(TextProperty(PR_DISPLAY_NAME_W, name));
  copy.content.properties.Set(LongProperty(PR_FOLDER_TYPE, FOLDER_GENERIC));
  // Listed before the copy is there: the destination may be inside the folder.
  const std::vector<StoredObjectPtr> subfolders =
      with_subfolders ? store.Folders(folder.id) : std::vector<StoredObjectPtr>{};
  const StoredObject made = copy;
  store.Write(std::move(copy));
  for (const StoredObjectPtr& message : store.Content(folder.id)) CopyMessage(store, *message, made.id);
  for (const StoredObjectPtr& child : subfolders) CopyTree(store, *child, made.id, FolderName(*child), true);
  store.Notify(fnevObjectCopied, made);
}

}  // namespace

StoredObjectPtr MessageIn(const Store& store, const ObjectId& folder, const SBinary& entry_id) {
  StoredObjectPtr message = store.ReadMessage(store.IdFromEntryId(entry_id.cb, entry_id.lpb));
  if (message->parent != folder) throw Failure(MAPI_E_NOT_FOUND, "the message is in another folder");
  return message;
}

StoredObjectPtr SubfolderIn(const Store& store, const ObjectId& folder, ULONG size, LPENTRYID entry_id) {
  StoredObjectPtr subfolder = store.ReadFolder(store.IdFromEntryId(size, entry_id));
  if (subfolder->parent != folder) throw Failure(MAPI_E_NOT_FOUND, "the folder is in another folder");
  return subfolder;
}

StoredObjectPtr RemovableFolderIn(const Store& store, const ObjectId& folder, ULONG size, LPENTRYID entry_id) {
  StoredObjectPtr subfolder = SubfolderIn(store, folder, size, entry_id);
  if (IsStandardFolder(subfolder->id)) throw Failure(MAPI_E_NO_ACCESS, "the folder belongs to the store");
  return subfolder;
}

StoredObjectPtr FindFolder(const Store& store, const ObjectId& parent, const Text& name) {
  const Text wanted = Folded(name);
  for (const StoredObjectPtr& folder : store.Folders(parent)) {
    if (Folded(FolderName(*folder)) == wanted) return folder;
  }
  return nullptr;
}

Text FolderName(const StoredObject& folder) {
  const Text* const name = folder.properties().Wide(PR_DISPLAY_NAME_W);
  return name == nullptr ? Text() : *name;
}

StoredObjectPtr CreateFolder(Store& store, const ObjectId& parent, const Text& name, const Text& comment) {
  RequireName(name);
  StoredObject folder;
  folder.id = NewObjectId();
  folder.parent = parent;
  folder.kind = ObjectKind::Folder;
  folder.version = 1;
  PropertyBag& properties = folder.content.properties;
  const std::int64_t now = Now();
  properties.Set(TextProperty(PR_DISPLAY_NAME_W, name));
  if (!comment.empty()) properties.Set(TextProperty(PR_COMMENT_W, comment));
  properties.Set(LongProperty(PR_FOLDER_TYPE, FOLDER_GENERIC));
  properties.Set(TimeProperty(PR_CREATION_TIME, now));
  properties.Set(TimeProperty(PR_LAST_MODIFICATION_TIME, now));
  auto made = std::make_shared<const StoredObject>(folder);
  store.Write(std::move(folder));
  store.HierarchyChanged(parent);
  store.Notify(fnevObjectCreated, *made);
  return made;
}

StoredObjectPtr MoveMessage(Store& store, const StoredObject& message, const ObjectId& destination) {
  if (IsSubmitted(message)) throw Failure(MAPI_E_SUBMITTED, "the message is in the outgoing queue");
  StoredObject moved = message;
  moved.parent = destination;
  auto result = std::make_shared<const StoredObject>(moved);
  store.Write(std::move(moved));
  store.ContentsChanged(message, message.parent);
  store.ContentsChanged(message, destination);
  store.Notify(fnevObjectMoved, *result);
  store.CountsChanged(message.parent);
  if (destination != message.parent) store.CountsChanged(destination);
  return result;
}

void MoveFolder(Store& store, const StoredObject& folder, const ObjectId& destination, const Text& new_name) {
  RequireNoCycle(store, folder, destination);
  const Text name = new_name.empty() ? FolderName(folder) : new_name;
  RequireFreeName(store, destination, name, &folder.id);
  StoredObject moved = folder;
  moved.parent = destination;
  moved.version += 1;
  moved.content.properties.Set(TextProperty(PR_DISPLAY_NAME_W, name));
  const StoredObject made = moved;
  store.Write(std::move(moved));
  store.HierarchyChanged(folder.parent);
  store.HierarchyChanged(destination);
  store.Notify(fnevObjectMoved, made);
}

void CopyMessage(Store& store, const StoredObject& message, const ObjectId& destination) {
  StoredObject copy = message;
  MakeCopy(store, &copy);
  copy.parent = destination;
  PropertyBag& properties = copy.content.properties;
  properties.Set(LongProperty(PR_MESSAGE_FLAGS, MessageFlags(message) & ~MSGFLAG_SUBMIT));
  properties.Remove(PR_SUBMIT_FLAGS);
  const StoredObject made = copy;
  store.Write(std::move(copy));
  store.ContentsChanged(made, destination);
  store.Notify(fnevObjectCopied, made);
  store.CountsChanged(destination);
}

void CopyFolder(Store& store, const StoredObject& folder, const ObjectId& destination, const Text& new_name,
                bool with_subfolders) {
  if (with_subfolders) RequireNoCycle(store, folder, destination);
  const Text name = new_name.empty() ? FolderName(folder) : new_name;
  RequireFreeName(store, destination, name, nullptr);
  CopyTree(store, folder, destination, name, with_subfolders);
  store.HierarchyChanged(destination);
}

void DeleteMessage(Store& store, const StoredObject& message) {
  if (IsSubmitted(message)) throw Failure(MAPI_E_SUBMITTED, "the message is in the outgoing queue");
  store.Remove(message.id);
  store.ContentsChanged(message, message.parent);
  store.Notify(fnevObjectDeleted, message);
  store.CountsChanged(message.parent);
}

HRESULT DeleteFolder(Store& store, const StoredObject& folder) {
  std::vector<HRESULT> results;
  for (const StoredObjectPtr& child : store.Folders(folder.id)) results.push_back(DeleteFolder(store, *child));
  for (const StoredObjectPtr& message : store.Content(folder.id)) {
    results.push_back(IsSubmitted(*message) ? MAPI_E_SUBMITTED : S_OK);
    if (IsSubmitted(*message)) continue;
    store.Remove(message->id);
    store.ContentsChanged(*message, folder.id);
    store.Notify(fnevObjectDeleted, *message);
  }
  const auto went = [](HRESULT hr) { return hr == S_OK; };
  if (!std::all_of(results.begin(), results.end(), went)) {
    store.CountsChanged(folder.id);
    return std::any_of(results.begin(), results.end(), went) ? MAPI_W_PARTIAL_COMPLETION : MAPI_E_SUBMITTED;
  }
  store.Remove(folder.id);
  store.HierarchyChanged(folder.parent);
  store.Notify(fnevObjectDeleted, folder);
  return S_OK;
}

HRESULT EmptyFolder(Store& store, const ObjectId& folder, bool associated) {
  std::vector<StoredObjectPtr> items = associated ? store.Content(folder) : store.Messages(folder, false);
  for (StoredObjectPtr& child : store.Folders(folder)) items.push_back(std::move(child));
  return ForEachItem(items, [&store](const StoredObjectPtr& item) {
    if (item->kind == ObjectKind::Message) {
      DeleteMessage(store, *item);
    } else if (IsStandardFolder(item->id)) {
      throw Failure(MAPI_E_NO_ACCESS, "the folder belongs to the store");
    } else if (DeleteFolder(store, *item) != S_OK) {
      throw Failure(MAPI_E_SUBMITTED, "the folder has queued messages");
    }
  });
}

}  // namespace native_store
