#include "store-object.h"

#include "folder.h"
#include "mapi-memory.h"
#include "outgoing-queue.h"
#include "profile.h"
#include "receive-folders.h"

namespace native_store {

ULONG StoreObject::Release() noexcept {
  const std::shared_ptr<LogonEnd> end = end_;
  const ULONG left = ComObject::Release();
  if (left == 0) end->End();
  return left;
}

ObjectFacts StoreObject::Facts() { return FactsOf(store(), store().ReadOpened(kStoreId), true); }

void StoreObject::Change(const std::function<void(PropertyBag&)>& change) {
  const Text before = store().DisplayName();
  const StoredObjectPtr after = store().Update(*store().ReadOpened(kStoreId), change, true);
  store().Notify(fnevObjectModified, *after);
  // The profile shows the name as well, and the two stay in step.
  const Text name = store().DisplayName();
  if (name != before) WriteDisplayName(scope()->support(), name);
}

HRESULT StoreObject::Advise(ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink,
                            UIntParam* connection) noexcept {
  return Guard([&]() -> HRESULT {
    if (connection == nullptr) return MAPI_E_INVALID_PARAMETER;
    SetConnection(connection, AdviseAt(*scope(), size, entry_id, mask, sink));
    return S_OK;
  });
}

HRESULT StoreObject::Unadvise(UIntParam connection) noexcept {
  return Guard([&]() -> HRESULT { return store().notifier().Unadvise(scope().get(), connection); });
}

HRESULT StoreObject::CompareEntryIDs(ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2, ULONG,
                                     ULONG* result) noexcept {
  return Guard([&]() -> HRESULT {
    if (result == nullptr) return MAPI_E_INVALID_PARAMETER;
    *result = IsSameEntry(store(), size1, entry_id1, size2, entry_id2);
    return S_OK;
  });
}

HRESULT StoreObject::OpenEntry(ULONG size, LPENTRYID entry_id, LPCIID iid, ULONG flags, ULONG* type,
                               LPUNKNOWN* object) noexcept {
  return Guard([&]() -> HRESULT { return OpenEntryOf(scope(), this, size, entry_id, iid, flags, type, object); });
}

HRESULT StoreObject::SetReceiveFolder(LPTSTR message_class, ULONG flags, ULONG size, LPENTRYID entry_id) noexcept {
  return Guard([&]() -> HRESULT {
    std::optional<ObjectId> folder;
    if (size > 0) folder = store().ReadFolder(store().IdFromEntryId(size, entry_id))->id;
    native_store::SetReceiveFolder(store(), FromArgument(message_class, flags), folder);
    return S_OK;
  });
}

HRESULT StoreObject::GetReceiveFolder(LPTSTR message_class, ULONG flags, ULONG* size, LPENTRYID* entry_id,
                                      LPTSTR* explicit_class) noexcept {
  return Guard([&]() -> HRESULT {
    if (size == nullptr || entry_id == nullptr) return MAPI_E_INVALID_PARAMETER;
    const ReceiveFolder found = FindReceiveFolder(store(), FromArgument(message_class, flags));
    const Bytes id = store().EntryId(found.folder);
    MapiBlock block(id.size());
    std::memcpy(block.As<BYTE>(), id.data(), id.size());
    if (explicit_class != nullptr) {
      const bool unicode = (flags & MAPI_UNICODE) != 0;
      MapiBlock text((found.message_class.size() + 1) * sizeof(WCHAR));
      if (unicode) {
        std::memcpy(text.As<BYTE>(), found.message_class.data(), found.message_class.size() * sizeof(WCHAR));
      } else {
        const std::string narrow = ToAnsi(found.message_class);
        std::memcpy(text.As<BYTE>(), narrow.data(), narrow.size());
      }
      *explicit_class = reinterpret_cast<LPTSTR>(text.Give<BYTE>());
    }
    *size = static_cast<ULONG>(id.size());
    *entry_id = block.Give<ENTRYID>();
    return S_OK;
  });
}

HRESULT StoreObject::GetReceiveFolderTable(ULONG flags, LPMAPITABLE* table) noexcept {
  return Guard([&]() -> HRESULT {
    if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
    TableSource source;
    source.columns = {PR_ENTRYID, PR_INSTANCE_KEY, PR_RECORD_KEY, PR_MESSAGE_CLASS_W};
    Store& shown = store();
    source.rows = [&shown](const std::vector<ULONG>&) { return ReceiveFolderRows(shown); };
    source.unicode = (flags & MAPI_UNICODE) != 0;
    *table = new Table(scope(), std::move(source));
    return S_OK;
  });
}

HRESULT StoreObject::StoreLogoff(ULONG* flags) noexcept {
  return Guard([&]() -> HRESULT {
    if (flags == nullptr) return MAPI_E_INVALID_PARAMETER;
    const bool is_known = *flags == LOGOFF_NO_WAIT || *flags == LOGOFF_ORDERLY || *flags == LOGOFF_PURGE ||
                          *flags == LOGOFF_ABORT || *flags == LOGOFF_QUIET;
    if (!is_known) return MAPI_E_INVALID_PARAMETER;
    // As long as somebody else has the store object, the transports keep it as well.
    if (references() > 1) {
      *flags = LOGOFF_COMPLETE;
      return S_OK;
    }
    return end_->LogOffTransports(flags);
  });
}

HRESULT StoreObject::AbortSubmit(ULONG size, LPENTRYID entry_id, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    const StoredObjectPtr message = QueuedMessage(size, entry_id);
    if (store().IsLocked(message->id)) return MAPI_E_UNABLE_TO_ABORT;
    AbortSubmission(*scope(), *message);
    return S_OK;
  });
}

HRESULT StoreObject::GetOutgoingQueue(ULONG flags, LPMAPITABLE* table) noexcept {
  return Guard([&]() -> HRESULT {
    if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
    RequireSpooler();
    *table = OutgoingQueueTable(scope(), flags).Detach();
    return S_OK;
  });
}

HRESULT StoreObject::SetLockState(LPMESSAGE message, ULONG lock_state) noexcept {
  return Guard([&]() -> HRESULT {
    RequireSpooler();
    if (message == nullptr) return MAPI_E_INVALID_PARAMETER;
    SizedSPropTagArray(1, tags) = {1, {PR_ENTRYID}};
    ULONG count = 0;
    MapiOwned<SPropValue> values;
    Demand(message->GetProps(reinterpret_cast<LPSPropTagArray>(&tags), 0, &count, values.Receive()), "GetProps");
    if (count != 1 || values->ulPropTag != PR_ENTRYID) return MAPI_E_INVALID_PARAMETER;
    const SBinary& id = values->Value.bin;
    const StoredObjectPtr queued = QueuedMessage(id.cb, reinterpret_cast<LPENTRYID>(id.lpb));
    const bool locks = (lock_state & MSG_LOCKED) != 0;
    if (locks && store().IsLocked(queued->id)) return MAPI_E_NO_ACCESS;
    store().SetLocked(queued->id, locks);
    return S_OK;
  });
}

HRESULT StoreObject::FinishedMsg(ULONG, ULONG size, LPENTRYID entry_id) noexcept {
  return Guard([&]() -> HRESULT {
    RequireSpooler();
    FinishSubmission(scope(), *QueuedMessage(size, entry_id));
    return S_OK;
  });
}

HRESULT StoreObject::NotifyNewMail(LPNOTIFICATION notification) noexcept {
  return Guard([&]() -> HRESULT {
    RequireSpooler();
    if (notification == nullptr) return MAPI_E_INVALID_PARAMETER;
    const NEWMAIL_NOTIFICATION& mail = notification->info.newmail;
    std::vector<ObjectId> objects;
    if (mail.cbEntryID > 0) objects.push_back(store().IdFromEntryId(mail.cbEntryID, mail.lpEntryID));
    if (mail.cbParentID > 0) objects.push_back(store().IdFromEntryId(mail.cbParentID, mail.lpParentID));
    store().notifier().PostNewMail(*notification, objects);
    return S_OK;
  });
}

void StoreObject::RequireSpooler() const {
  if (!scope()->is_spooler()) throw Failure(MAPI_E_NO_SUPPORT, "only the spooler may call this");
}

StoredObjectPtr StoreObject::QueuedMessage(ULONG size, LPENTRYID entry_id) const {
  StoredObjectPtr message = store().ReadMessage(store().IdFromEntryId(size, entry_id));
  if (!IsSubmitted(*message)) throw Failure(MAPI_E_NOT_IN_QUEUE, "the message is not in the outgoing queue");
  return message;
}

ULONG_PTR AdviseAt(LogonScope& scope, ULONG size, LPENTRYID entry_id, ULONG mask, LPMAPIADVISESINK sink) {
  if (sink == nullptr) throw Failure(MAPI_E_INVALID_PARAMETER, "there is no sink");
  std::optional<ObjectId> target;
  if (size > 0) {
    const ObjectId id = scope.store().IdFromEntryId(size, entry_id);
    if (scope.store().Read(id) == nullptr) throw Failure(MAPI_E_NOT_FOUND, "there is no such object");
    if (id != kStoreId) target = id;
  }
  return scope.store().notifier().Advise(&scope, target, mask, sink);
}

bool IsSameEntry(const Store& store, ULONG size1, LPENTRYID entry_id1, ULONG size2, LPENTRYID entry_id2) {
  // The store has two: its own, and the one that MAPI has wrapped.
  const auto unwrapped = [&store](ULONG size, LPENTRYID entry_id) {
    const auto* const bytes = reinterpret_cast<const BYTE*>(entry_id);
    if (bytes == nullptr && size > 0) throw Failure(MAPI_E_INVALID_ENTRYID, "that is no entry id");
    Bytes id(bytes, bytes + size);
    return id == store.wrapped_entry_id ? store.EntryId(kStoreId) : id;
  };
  return unwrapped(size1, entry_id1) == unwrapped(size2, entry_id2);
}

}  // namespace native_store
