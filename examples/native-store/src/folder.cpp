#include "folder.h"

#include "folder-operations.h"
#include "mapi-memory.h"
#include "message.h"
#include "private-properties.h"

namespace native_store {

namespace {

// The id of a folder of this store; none for one of another store. Told by its entry id, because what MAPI hands us may
// stand before the folder, and then another pointer is the same folder.
std::optional<ObjectId> LocalFolder(const Store& store, LPVOID destination) {
  auto* const unknown = static_cast<IUnknown*>(destination);
  ComPtr<IMAPIProp> folder;
  const HRESULT hr = unknown->QueryInterface(IID_IMAPIProp, reinterpret_cast<LPVOID*>(folder.Receive()));
  Demand(hr, "QueryInterface of the destination");
  SizedSPropTagArray(1, tags) = {1, {PR_ENTRYID}};
  ULONG count = 0;
  MapiOwned<SPropValue> values;
  Demand(folder->GetProps(reinterpret_cast<LPSPropTagArray>(&tags), 0, &count, values.Receive()),
         "GetProps of the destination");
  if (count != 1 || values->ulPropTag != PR_ENTRYID) return std::nullopt;
  const auto parts = ParseEntryId(values->Value.bin.cb, values->Value.bin.lpb);
  if (!parts || parts->store != store.uid()) return std::nullopt;
  return parts->object;
}

std::vector<SBinary> EntriesOf(LPENTRYLIST list) {
  if (list == nullptr || (list->cValues > 0 && list->lpbin == nullptr)) {
    throw Failure(MAPI_E_INVALID_PARAMETER, "there is no list of entry ids");
  }
  return {list->lpbin, list->lpbin + list->cValues};
}

}  // namespace

ObjectFacts Folder::Facts() { return FactsOf(store(), store().ReadOpened(id_), true); }

void Folder::Change(const std::function<void(PropertyBag&)>& change) {
  const StoredObjectPtr before = store().ReadOpened(id_);
  const StoredObjectPtr after = store().Update(
      *before,
      [&](PropertyBag& properties) {
        change(properties);
        DropStaleChange(&properties, before->properties());
        properties.Set(TimeProperty(PR_LAST_MODIFICATION_TIME, Now()));
      },
      true);
  store().HierarchyChanged(after->parent);
  store().Notify(fnevObjectModified, *after);
}

HRESULT Folder::Refusal(const Property& property) {
  if (property.tag != PR_DISPLAY_NAME_W) return S_OK;
  const StoredObjectPtr taken = FindFolder(store(), store().ReadOpened(id_)->parent, std::get<Text>(property.value));
  return taken != nullptr && taken->id != id_ ? MAPI_E_COLLISION : S_OK;
}

bool Folder::OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) {
  const bool is_contents = PROP_ID(tag) == PROP_ID(PR_CONTAINER_CONTENTS);
  if (!is_contents && PROP_ID(tag) != PROP_ID(PR_CONTAINER_HIERARCHY)) return false;
  RequireInterface(&iid, IID_IMAPITable);
  const ULONG table_flags = flags & MAPI_UNICODE;
  *object =
      (is_contents ? ContentsTable(scope(), id_, table_flags) : HierarchyTable(scope(), id_, table_flags)).Detach();
  return true;
}

HRESULT Folder::GetContentsTable(ULONG flags, LPMAPITABLE* table) noexcept {
  return Guard([&]() -> HRESULT {
    if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
    *table = ContentsTable(scope(), id_, flags).Detach();
    return S_OK;
  });
}

HRESULT Folder::GetHierarchyTable(ULONG flags, LPMAPITABLE* table) noexcept {
  return Guard([&]() -> HRESULT {
    if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
    *table = HierarchyTable(scope(), id_, flags).Detach();
    return S_OK;
  });
}

HRESULT Folder::OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                          LPUNKNOWN* object) noexcept {
  return Guard([&]() -> HRESULT { return OpenEntryOf(scope(), nullptr, size, entry_id, iid, flags, type, object); });
}

HRESULT Folder::CreateMessage(LPCIID iid, ULONG flags, LPMESSAGE* message) noexcept {
  return Guard([&]() -> HRESULT {
    if (message == nullptr) return MAPI_E_INVALID_PARAMETER;
    RequireInterface(iid, IID_IMessage, IID_IMAPIProp);
    store().ReadOpened(id_);
    *message = CreateStoredMessage(scope(), id_, (flags & MAPI_ASSOCIATED) != 0).Detach();
    return S_OK;
  });
}

HRESULT Folder::CopyMessages(LPENTRYLIST messages, LPCIID iid, LPVOID destination, UIntParam ui_param,
                             LPMAPIPROGRESS progress, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    if (destination == nullptr) return MAPI_E_INVALID_PARAMETER;
    const std::vector<SBinary> entries = EntriesOf(messages);
    const std::optional<ObjectId> local = LocalFolder(store(), destination);
    // Into another store MAPI copies, through the methods of both.
    if (!local) {
      return scope()->support().CopyMessages(&IID_IMAPIFolder, AsProp(), messages, iid, destination, ui_param, progress,
                                             flags & ~MAPI_DECLINE_OK);
    }
    const ObjectId target = store().ReadFolder(*local)->id;
    return ForEachItem(entries, [&](const SBinary& entry) {
      const StoredObjectPtr message = MessageIn(store(), id_, entry);
      if ((flags & MESSAGE_MOVE) != 0) {
        MoveMessage(store(), *message, target);
      } else {
        CopyMessage(store(), *message, target);
      }
    });
  });
}

HRESULT Folder::DeleteMessages(LPENTRYLIST messages, UIntParam, LPMAPIPROGRESS, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    return ForEachItem(EntriesOf(messages),
                       [&](const SBinary& entry) { DeleteMessage(store(), *MessageIn(store(), id_, entry)); });
  });
}

HRESULT Folder::CreateFolder(ULONG type, LPTSTR name, LPTSTR comment, LPCIID iid, ULONG flags,
                             LPMAPIFOLDER* folder) noexcept {
  return Guard([&]() -> HRESULT {
    if (folder == nullptr || name == nullptr) return MAPI_E_INVALID_PARAMETER;
    if (type == FOLDER_SEARCH) return MAPI_E_NO_SUPPORT;
    if (type != FOLDER_GENERIC) return MAPI_E_INVALID_PARAMETER;
    RequireInterface(iid, IID_IMAPIFolder, IID_IMAPIContainer, IID_IMAPIProp);
    store().ReadOpened(id_);
    const Text wanted = FromArgument(name, flags);
    StoredObjectPtr made = FindFolder(store(), id_, wanted);
    if (made != nullptr && (flags & OPEN_IF_EXISTS) == 0) {
      throw Failure(MAPI_E_COLLISION, "there is a folder of this name already");
    }
    if (made == nullptr) made = native_store::CreateFolder(store(), id_, wanted, FromArgument(comment, flags));
    *folder = new Folder(scope(), made->id);
    return S_OK;
  });
}

HRESULT Folder::CopyFolder(ULONG size, LPENTRYID entry_id, LPCIID iid, LPVOID destination, LPTSTR new_name,
                           UIntParam ui_param, LPMAPIPROGRESS progress, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    if (destination == nullptr) return MAPI_E_INVALID_PARAMETER;
    const bool is_move = (flags & FOLDER_MOVE) != 0;
    const StoredObjectPtr folder =
        is_move ? RemovableFolderIn(store(), id_, size, entry_id) : SubfolderIn(store(), id_, size, entry_id);
    const std::optional<ObjectId> local = LocalFolder(store(), destination);
    if (!local) {
      return scope()->support().CopyFolder(&IID_IMAPIFolder, AsProp(), size, entry_id, iid, destination, new_name,
                                           ui_param, progress, flags & ~MAPI_DECLINE_OK);
    }
    const ObjectId target = store().ReadFolder(*local)->id;
    const Text name = FromArgument(new_name, flags);
    if (is_move) {
      MoveFolder(store(), *folder, target, name);
    } else {
      native_store::CopyFolder(store(), *folder, target, name, (flags & COPY_SUBFOLDERS) != 0);
    }
    return S_OK;
  });
}

HRESULT Folder::DeleteFolder(ULONG size, LPENTRYID entry_id, UIntParam, LPMAPIPROGRESS, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    const StoredObjectPtr folder = RemovableFolderIn(store(), id_, size, entry_id);
    if ((flags & DEL_FOLDERS) == 0 && !store().Folders(folder->id).empty()) return MAPI_E_HAS_FOLDERS;
    const MessageCounts counts = store().Counts(folder->id);
    const bool may_delete = (flags & DEL_MESSAGES) != 0 ||
                            (counts.messages == 0 && (counts.associated == 0 || (flags & DEL_ASSOCIATED) != 0));
    if (!may_delete) return MAPI_E_HAS_MESSAGES;
    return native_store::DeleteFolder(store(), *folder);
  });
}

HRESULT Folder::SetReadFlags(LPENTRYLIST messages, UIntParam, LPMAPIPROGRESS, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    const auto change = ReadFlagChange(flags);
    // No list means all messages of the folder.
    if (messages == nullptr) {
      return ForEachItem(store().Messages(id_, false),
                         [&](const StoredObjectPtr& message) { ChangeMessageFlags(store(), *message, change); });
    }
    return ForEachItem(EntriesOf(messages), [&](const SBinary& entry) {
      ChangeMessageFlags(store(), *MessageIn(store(), id_, entry), change);
    });
  });
}

HRESULT Folder::GetMessageStatus(ULONG size, LPENTRYID entry_id, ULONG, ULONG* status) noexcept {
  return Guard([&]() -> HRESULT {
    if (status == nullptr) return MAPI_E_INVALID_PARAMETER;
    const SBinary entry{size, reinterpret_cast<LPBYTE>(entry_id)};
    *status = static_cast<ULONG>(MessageIn(store(), id_, entry)->properties().Long(PR_MSG_STATUS));
    return S_OK;
  });
}

HRESULT Folder::SetMessageStatus(ULONG size, LPENTRYID entry_id, ULONG status, ULONG mask, ULONG* old_status) noexcept {
  return Guard([&]() -> HRESULT {
    const SBinary entry{size, reinterpret_cast<LPBYTE>(entry_id)};
    const StoredObjectPtr message = MessageIn(store(), id_, entry);
    const auto before = static_cast<ULONG>(message->properties().Long(PR_MSG_STATUS));
    const ULONG after = (before & ~mask) | (status & mask);
    if (after != before) {
      const StoredObjectPtr changed = store().Update(
          *message,
          [after](PropertyBag& properties) { properties.Set(LongProperty(PR_MSG_STATUS, static_cast<LONG>(after))); },
          false);
      store().ContentsChanged(*changed, id_);
      store().Notify(fnevObjectModified, *changed);
    }
    if (old_status != nullptr) *old_status = before;
    return S_OK;
  });
}

HRESULT Folder::SaveContentsSort(LPSSortOrderSet order, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    if (order == nullptr) return MAPI_E_INVALID_PARAMETER;
    std::vector<std::int64_t> kept;
    for (ULONG index = 0; index < order->cSorts; ++index) {
      kept.push_back(order->aSort[index].ulPropTag);
      kept.push_back(order->aSort[index].ulOrder);
    }
    store().Update(
        *store().ReadOpened(id_), [&](PropertyBag& properties) { properties.Set({kContentsSort, std::move(kept)}); },
        false);
    return S_OK;
  });
}

HRESULT Folder::EmptyFolder(UIntParam, LPMAPIPROGRESS, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    store().ReadOpened(id_);
    return native_store::EmptyFolder(store(), id_, (flags & DEL_ASSOCIATED) != 0);
  });
}

HRESULT OpenEntryOf(const LogonScopePtr& scope, IMsgStore* store_object, ULONG size, LPENTRYID entry_id, LPCIID iid,
                    ULONG flags, ULONG* type, LPUNKNOWN* object) {
  if (type == nullptr || object == nullptr) return MAPI_E_INVALID_PARAMETER;
  *object = nullptr;
  Store& store = scope->store();
  const ObjectId id = size == 0 ? kRootId : store.IdFromEntryId(size, entry_id);
  if (id == kStoreId) {
    if (store_object == nullptr) throw Failure(MAPI_E_NO_SUPPORT, "a folder does not open the store that it is in");
    RequireInterface(iid, IID_IMsgStore, IID_IMAPIProp);
    store_object->AddRef();
    *object = store_object;
    *type = MAPI_STORE;
    return S_OK;
  }
  const StoredObjectPtr found = store.Read(id);
  if (found == nullptr) throw Failure(MAPI_E_NOT_FOUND, "there is no such object");
  if (found->kind == ObjectKind::Folder) {
    RequireInterface(iid, IID_IMAPIFolder, IID_IMAPIContainer, IID_IMAPIProp);
    *object = new Folder(scope, id);
    *type = MAPI_FOLDER;
  } else {
    RequireInterface(iid, IID_IMessage, IID_IMAPIProp);
    *object = OpenStoredMessage(scope, *found, flags).Detach();
    *type = MAPI_MESSAGE;
  }
  return S_OK;
}

}  // namespace native_store
