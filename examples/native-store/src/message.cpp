#include "message.h"

#include "attachment.h"

namespace native_store {

Message::Message(LogonScopePtr scope, std::unique_ptr<MessageHome> home, OpenContent content, bool is_writable)
    : StorePropertyObject(std::move(scope)),
      home_(std::move(home)),
      content_(std::move(content)),
      is_writable_(is_writable) {}

ObjectFacts Message::Facts() {
  ObjectFacts facts = home_->Facts(*scope());
  facts.store = &store();
  facts.properties = &content_.properties;
  facts.is_writable = is_writable_;
  return facts;
}

void Message::Change(const std::function<void(PropertyBag&)>& change) {
  change(content_.properties);
  content_.is_changed = true;
}

HRESULT Message::Refusal(const Property& property) {
  // From the first save on the flags change by SetReadFlag and submission alone.
  const bool is_flags = PROP_ID(property.tag) == PROP_ID(PR_MESSAGE_FLAGS);
  return is_flags && home_->IsSaved() ? MAPI_E_COMPUTED : S_OK;
}

bool Message::OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) {
  const bool is_recipients = PROP_ID(tag) == PROP_ID(PR_MESSAGE_RECIPIENTS);
  if (!is_recipients && PROP_ID(tag) != PROP_ID(PR_MESSAGE_ATTACHMENTS)) return false;
  RequireInterface(&iid, IID_IMAPITable);
  *object = (is_recipients ? RecipientTable(flags) : AttachmentTable(flags)).Detach();
  return true;
}

HRESULT Message::SetProps(ULONG count, LPSPropValue values, LPSPropProblemArray* problems) noexcept {
  if (HasFault(Fault::KeepsALentBuffer)) {
    // Remembers where the bytes are, and takes them when it saves.
    for (ULONG index = 0; index < count; ++index) {
      if (PROP_TYPE(values[index].ulPropTag) == PT_BINARY) lent_.push_back(values[index]);
    }
  }
  return StorePropertyObject::SetProps(count, values, problems);
}

// What a message that was closed too early does: nothing that anybody would see, as a rule.
static void ReadFreedByte() {
  // Read anew each time, so that the compiler does not know what becomes of it.
  volatile char* volatile bytes = new char[20]();
  delete[] bytes;
  (void)*bytes;
}

HRESULT Message::SaveChanges(ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    RequireWritable();
    if (HasFault(Fault::KeepsALentBuffer)) {
      SetPropsOf(*this, static_cast<ULONG>(lent_.size()), lent_.data(), nullptr);
      lent_.clear();
    }
    home_->Save(*scope(), content_, flags);
    if (HasFault(Fault::ReadsFreedMemory)) ReadFreedByte();
    if ((flags & KEEP_OPEN_READONLY) != 0 && (flags & KEEP_OPEN_READWRITE) == 0) is_writable_ = false;
    return S_OK;
  });
}

HRESULT Message::GetAttachmentTable(ULONG flags, LPMAPITABLE* table) noexcept {
  return Guard([&]() -> HRESULT {
    if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
    *table = AttachmentTable(flags).Detach();
    return S_OK;
  });
}

HRESULT Message::OpenAttach(ULONG number, LPCIID iid, ULONG flags, LPATTACH* attachment) noexcept {
  return Guard([&]() -> HRESULT {
    if (attachment == nullptr) return MAPI_E_INVALID_PARAMETER;
    RequireInterface(iid, IID_IAttachment, IID_IMAPIProp);
    const auto found = content_.attachments.find(static_cast<LONG>(number));
    if (found == content_.attachments.end()) throw Failure(MAPI_E_NOT_FOUND, "the message has no such attachment");
    if ((flags & MAPI_MODIFY) != 0) RequireWritable();
    *attachment = new Attachment(ComPtr<Message>::Share(this), found->second, Grants(flags));
    return S_OK;
  });
}

HRESULT Message::CreateAttach(LPCIID iid, ULONG, ULONG* number, LPATTACH* attachment) noexcept {
  return Guard([&]() -> HRESULT {
    if (number == nullptr || attachment == nullptr) return MAPI_E_INVALID_PARAMETER;
    RequireInterface(iid, IID_IAttachment, IID_IMAPIProp);
    RequireWritable();
    AttachmentEntry entry;
    entry.stored.number = content_.NewAttachmentNumber();
    *attachment = new Attachment(ComPtr<Message>::Share(this), entry, true);
    *number = static_cast<ULONG>(entry.stored.number);
    return S_OK;
  });
}

HRESULT Message::DeleteAttach(ULONG number, UIntParam, LPMAPIPROGRESS, ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    RequireWritable();
    if (content_.attachments.erase(static_cast<LONG>(number)) == 0) return MAPI_E_NOT_FOUND;
    content_.is_changed = true;
    return S_OK;
  });
}

HRESULT Message::GetRecipientTable(ULONG flags, LPMAPITABLE* table) noexcept {
  return Guard([&]() -> HRESULT {
    if (table == nullptr) return MAPI_E_INVALID_PARAMETER;
    *table = RecipientTable(flags).Detach();
    return S_OK;
  });
}

HRESULT Message::ModifyRecipients(ULONG flags, LPADRLIST mods) noexcept {
  return Guard([&]() -> HRESULT {
    RequireWritable();
    content_.recipients.Modify(flags, mods);
    content_.is_changed = true;
    return S_OK;
  });
}

HRESULT Message::SubmitMessage(ULONG) noexcept {
  return Guard([&]() -> HRESULT {
    // After preprocessing the spooler submits a queued message once more.
    if (home_->IsQueued(*scope()) && !scope()->is_spooler()) return MAPI_E_SUBMITTED;
    RequireWritable();
    home_->Submit(*scope(), content_, this);
    is_writable_ = false;
    return S_OK;
  });
}

HRESULT Message::SetReadFlag(ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    home_->ChangeFlags(*scope(), content_, ReadFlagChange(flags));
    return S_OK;
  });
}

// All properties of the recipients can be columns; the usual ones are in force.
ComPtr<Table> Message::RecipientTable(ULONG flags) {
  const std::vector<ULONG> usual = {PR_ROWID,           PR_RECIPIENT_TYPE, PR_DISPLAY_NAME_W, PR_ADDRTYPE_W,
                                    PR_EMAIL_ADDRESS_W, PR_ENTRYID,        PR_SEARCH_KEY,     PR_OBJECT_TYPE,
                                    PR_DISPLAY_TYPE,    PR_RESPONSIBILITY};
  TableSource source;
  source.columns = usual;
  for (const Row& row : content_.recipients.Rows()) {
    for (const Property& property : row.all()) {
      const bool is_new = std::find(source.columns.begin(), source.columns.end(), property.tag) == source.columns.end();
      if (is_new) source.columns.push_back(property.tag);
    }
  }
  source.rows = [this](const std::vector<ULONG>&) { return content_.recipients.Rows(); };
  source.owner = ComPtr<IUnknown>::Share(AsProp());
  source.unicode = (flags & MAPI_UNICODE) != 0;
  auto table = ComPtr<Table>::Adopt(new Table(scope(), std::move(source)));
  std::vector<ULONG> shown;
  for (const ULONG tag : usual) shown.push_back(ShownTag(tag, (flags & MAPI_UNICODE) != 0));
  table->SetDefaultColumns(std::move(shown));
  return table;
}

ComPtr<Table> Message::AttachmentTable(ULONG flags) {
  TableSource source;
  source.columns = {PR_ATTACH_NUM,         PR_INSTANCE_KEY,   PR_RECORD_KEY,
                    PR_RENDERING_POSITION, PR_ATTACH_METHOD,  PR_ATTACH_LONG_FILENAME_W,
                    PR_ATTACH_FILENAME_W,  PR_DISPLAY_NAME_W, PR_ATTACH_SIZE};
  source.rows = [this](const std::vector<ULONG>&) { return content_.AttachmentRows(); };
  source.owner = ComPtr<IUnknown>::Share(AsProp());
  source.unicode = (flags & MAPI_UNICODE) != 0;
  return ComPtr<Table>::Adopt(new Table(scope(), std::move(source)));
}

std::function<LONG(LONG)> ReadFlagChange(ULONG flags) {
  constexpr ULONG kReceipts = CLEAR_RN_PENDING | CLEAR_NRN_PENDING | GENERATE_RECEIPT_ONLY;
  if ((flags & ~(SUPPRESS_RECEIPT | CLEAR_READ_FLAG | MAPI_DEFERRED_ERRORS | kReceipts)) != 0) {
    throw Failure(MAPI_E_UNKNOWN_FLAGS, "SetReadFlag does not know that flag");
  }
  if ((flags & SUPPRESS_RECEIPT) != 0 && (flags & CLEAR_READ_FLAG) != 0) {
    throw Failure(MAPI_E_NO_SUPPRESS, "SUPPRESS_RECEIPT and CLEAR_READ_FLAG exclude each other");
  }
  return [flags](LONG message_flags) -> LONG {
    if ((flags & CLEAR_RN_PENDING) != 0) message_flags &= ~MSGFLAG_RN_PENDING;
    if ((flags & CLEAR_NRN_PENDING) != 0) message_flags &= ~MSGFLAG_NRN_PENDING;
    if ((flags & kReceipts) != 0) return message_flags;
    return (flags & CLEAR_READ_FLAG) == 0 ? message_flags | MSGFLAG_READ : message_flags & ~MSGFLAG_READ;
  };
}

void ChangeMessageFlags(Store& store, const StoredObject& message, const std::function<LONG(LONG)>& change) {
  const LONG before = MessageFlags(message);
  const LONG after = change(before);
  if (after == before) return;
  const StoredObjectPtr changed = store.Update(
      message, [after](PropertyBag& properties) { properties.Set(LongProperty(PR_MESSAGE_FLAGS, after)); }, false);
  store.ContentsChanged(*changed, changed->parent);
  store.Notify(fnevObjectModified, *changed);
  store.CountsChanged(changed->parent);
}

}  // namespace native_store
