// A message in a folder: its SaveChanges and SubmitMessage.
#include "message.h"
#include "outgoing-queue.h"

namespace native_store {

namespace {

class FolderHome final : public MessageHome {
 public:
  FolderHome(const ObjectId& id, const ObjectId& folder, bool associated, std::uint32_t version)
      : id_(id), folder_(folder), is_associated_(associated), version_(version) {}

  ObjectFacts Facts(const LogonScope&) const override {
    ObjectFacts facts;
    facts.type = ObjectType::Message;
    facts.id = id_;
    facts.parent = folder_;
    facts.version = version_;
    return facts;
  }

  bool IsSaved() const override { return version_ > 0; }

  bool IsQueued(const LogonScope& scope) const override {
    const StoredObjectPtr stored = IsSaved() ? scope.store().Read(id_) : nullptr;
    return stored != nullptr && IsSubmitted(*stored);
  }

  void Save(LogonScope& scope, OpenContent& content, ULONG flags) override {
    const StoredObjectPtr current = Current(scope, flags);
    if (current != nullptr && !content.is_changed) return;
    Put(scope, content, current, content.ForSave());
  }

  void Submit(LogonScope& scope, OpenContent& content, IMessage* message) override {
    Store& store = scope.store();
    const bool needs_preprocessing = PrepareSubmission(scope, content, message);
    const StoredObjectPtr current = Current(scope, 0);
    MessageContent submitted = content.ForSave();
    MarkSubmitted(&submitted, needs_preprocessing);
    Put(scope, content, current, std::move(submitted));
    store.QueueChanged();
  }

  void ChangeFlags(LogonScope& scope, OpenContent& content, const std::function<LONG(LONG)>& change) override {
    if (IsSaved()) ChangeMessageFlags(scope.store(), *scope.store().ReadOpened(id_), change);
    content.properties.Set(LongProperty(PR_MESSAGE_FLAGS, change(content.properties.Long(PR_MESSAGE_FLAGS))));
  }

 private:
  // The message as it is stored now; null before its first save. Fails where it may not be saved.
  StoredObjectPtr Current(LogonScope& scope, ULONG flags) const {
    Store& store = scope.store();
    if (!IsSaved()) {
      const StoredObjectPtr folder = store.Read(folder_);
      if (folder == nullptr) throw Failure(MAPI_E_OBJECT_DELETED, "the folder has been deleted");
      return nullptr;
    }
    StoredObjectPtr current = store.ReadOpened(id_);
    if (IsSubmitted(*current) && !scope.is_spooler()) {
      throw Failure(MAPI_E_SUBMITTED, "the message is in the outgoing queue");
    }
    if (current->version != version_ && (flags & FORCE_SAVE) == 0) {
      throw Failure(MAPI_E_OBJECT_CHANGED, "somebody else saved the message first");
    }
    return current;
  }

  void Put(LogonScope& scope, OpenContent& content, const StoredObjectPtr& current, MessageContent to_store) {
    Store& store = scope.store();
    StoredObject object;
    object.id = id_;
    // Somebody may have moved it.
    object.parent = current == nullptr ? folder_ : current->parent;
    object.associated = is_associated_;
    object.version = current == nullptr ? 1 : current->version + 1;
    KeepStates(&to_store.properties, current);
    object.content = std::move(to_store);
    const auto saved = std::make_shared<const StoredObject>(object);
    store.Write(std::move(object));
    // From here on nothing fails: the save has taken place.
    folder_ = saved->parent;
    version_ = saved->version;
    content.properties = saved->properties();
    content.is_changed = false;
    store.ContentsChanged(*saved, saved->parent);
    store.Notify(current == nullptr ? fnevObjectCreated : fnevObjectModified, *saved);
    store.CountsChanged(saved->parent);
  }

  // Flags and status change without a save, so a save keeps what they are by now.
  static void KeepStates(PropertyBag* properties, const StoredObjectPtr& current) {
    const LONG flags = properties->Long(PR_MESSAGE_FLAGS);
    if (current == nullptr) {
      properties->Set(LongProperty(PR_MESSAGE_FLAGS, flags | MSGFLAG_UNMODIFIED));
      return;
    }
    const PropertyBag& stored = current->properties();
    DropStaleChange(properties, stored);
    if (const Property* const status = stored.Find(PR_MSG_STATUS)) {
      properties->Set(*status);
    } else {
      properties->Remove(PR_MSG_STATUS);
    }
    constexpr LONG kOfThisSave = MSGFLAG_HASATTACH | MSGFLAG_SUBMIT;
    const LONG kept = stored.Long(PR_MESSAGE_FLAGS) & ~(MSGFLAG_UNMODIFIED | MSGFLAG_HASATTACH);
    properties->Set(LongProperty(PR_MESSAGE_FLAGS, (kept | (flags & kOfThisSave)) & ~MSGFLAG_RESEND));
  }

  ObjectId id_;
  ObjectId folder_;
  bool is_associated_;
  // 0 before the first save.
  std::uint32_t version_;
};

}  // namespace

ComPtr<Message> CreateStoredMessage(LogonScopePtr scope, const ObjectId& folder, bool associated) {
  auto home = std::make_unique<FolderHome>(NewObjectId(), folder, associated, 0);
  return ComPtr<Message>::Adopt(new Message(std::move(scope), std::move(home), OpenContent::Created(associated), true));
}

ComPtr<Message> OpenStoredMessage(LogonScopePtr scope, const StoredObject& object, ULONG flags) {
  const bool is_closed = IsSubmitted(object) && !scope->is_spooler();
  if (is_closed) {
    if (scope->store().IsLocked(object.id)) throw Failure(MAPI_E_NO_ACCESS, "the message is being sent");
    if ((flags & MAPI_MODIFY) != 0) throw Failure(MAPI_E_SUBMITTED, "the message is in the outgoing queue");
  }
  const bool is_writable = (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) != 0 && !is_closed;
  auto home = std::make_unique<FolderHome>(object.id, object.parent, object.associated, object.version);
  return ComPtr<Message>::Adopt(
      new Message(std::move(scope), std::move(home), OpenContent(object.content), is_writable));
}

}  // namespace native_store
