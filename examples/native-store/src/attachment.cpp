#include "attachment.h"

namespace native_store {

namespace {

// A message in an attachment: it has no entry id, and cannot be submitted.
class AttachmentHome final : public MessageHome {
 public:
  explicit AttachmentHome(ComPtr<Attachment> attachment) : attachment_(std::move(attachment)) {}

  ObjectFacts Facts(const LogonScope&) const override {
    ObjectFacts facts;
    facts.type = ObjectType::EmbeddedMessage;
    return facts;
  }
  bool IsSaved() const override { return false; }
  void Save(LogonScope&, OpenContent& content, ULONG) override {
    if (!content.is_changed) return;
    MessageContent saved = content.ForSave();
    content.properties = saved.properties;
    attachment_->SaveEmbedded(std::move(saved));
    content.is_changed = false;
  }
  void Submit(LogonScope&, OpenContent&, IMessage*) override {
    throw Failure(MAPI_E_NO_SUPPORT, "a message in an attachment cannot be submitted");
  }
  void ChangeFlags(LogonScope&, OpenContent& content, const std::function<LONG(LONG)>& change) override {
    content.properties.Set(LongProperty(PR_MESSAGE_FLAGS, change(content.properties.Long(PR_MESSAGE_FLAGS))));
    content.is_changed = true;
  }

 private:
  ComPtr<Attachment> attachment_;
};

}  // namespace

Attachment::Attachment(ComPtr<Message> message, const AttachmentEntry& entry, bool is_writable)
    : StorePropertyObject(message->scope()),
      message_(std::move(message)),
      stored_(entry.stored),
      revision_(entry.revision),
      is_writable_(is_writable),
      is_changed_(entry.revision == 0) {
  const auto* const bytes = reinterpret_cast<const BYTE*>(&stored_.number);
  stored_.properties.Set(LongProperty(PR_ATTACH_NUM, stored_.number));
  stored_.properties.Set(BytesProperty(PR_RECORD_KEY, Bytes(bytes, bytes + sizeof stored_.number)));
}

ObjectFacts Attachment::Facts() {
  ObjectFacts facts;
  facts.store = &store();
  facts.type = ObjectType::Attachment;
  facts.properties = &stored_.properties;
  facts.is_writable = is_writable_;
  facts.has_embedded = stored_.embedded != nullptr;
  return facts;
}

void Attachment::Change(const std::function<void(PropertyBag&)>& change) {
  change(stored_.properties);
  is_changed_ = true;
}

void Attachment::SaveEmbedded(MessageContent content) {
  stored_.embedded = std::make_shared<const MessageContent>(std::move(content));
  is_changed_ = true;
}

HRESULT Attachment::SaveChanges(ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    RequireWritable();
    OpenContent& content = message_->content();
    const auto current = content.attachments.find(stored_.number);
    const bool is_there = current != content.attachments.end();
    if (revision_ > 0 && !is_there) throw Failure(MAPI_E_OBJECT_DELETED, "the attachment has been deleted");
    if (is_there && current->second.revision != revision_ && (flags & FORCE_SAVE) == 0) {
      throw Failure(MAPI_E_OBJECT_CHANGED, "somebody else saved the attachment first");
    }
    if (is_changed_) {
      const std::size_t embedded = stored_.embedded == nullptr ? 0 : SizeOf(*stored_.embedded);
      stored_.properties.Set(LongProperty(PR_ATTACH_SIZE, static_cast<LONG>(SizeOf(stored_.properties) + embedded)));
      revision_ = (is_there ? current->second.revision : 0) + 1;
      content.attachments[stored_.number] = {stored_, revision_};
      content.is_changed = true;
      is_changed_ = false;
    }
    if ((flags & KEEP_OPEN_READONLY) != 0 && (flags & KEEP_OPEN_READWRITE) == 0) is_writable_ = false;
    return S_OK;
  });
}

bool Attachment::OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) {
  if (tag != PR_ATTACH_DATA_OBJ) return false;
  if (!IsEqualIID(iid, IID_IMessage)) {
    throw Failure(MAPI_E_INTERFACE_NOT_SUPPORTED, "what is in an attachment is opened as a message");
  }
  if ((flags & MAPI_MODIFY) != 0) RequireWritable();
  auto home = std::make_unique<AttachmentHome>(ComPtr<Attachment>::Share(this));
  if ((flags & MAPI_CREATE) != 0) {
    Change([](PropertyBag& properties) { properties.Set(LongProperty(PR_ATTACH_METHOD, ATTACH_EMBEDDED_MSG)); });
    *object = new Message(scope(), std::move(home), OpenContent::Created(false), true);
    return true;
  }
  if (stored_.embedded == nullptr) throw Failure(MAPI_E_NOT_FOUND, "there is no message in the attachment");
  const bool is_writable = is_writable_ && (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) != 0;
  *object = new Message(scope(), std::move(home), OpenContent(*stored_.embedded), is_writable);
  return true;
}

}  // namespace native_store
