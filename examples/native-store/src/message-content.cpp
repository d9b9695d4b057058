#include "message-content.h"

#include "schema.h"

namespace native_store {

namespace {

// Without its data: nobody reads that from a table.
Row RowOf(const StoredAttachment& attachment) {
  Row row = attachment.properties;
  row.Remove(PR_ATTACH_DATA_BIN);
  row.Set(LongProperty(PR_ATTACH_NUM, attachment.number));
  const auto* const bytes = reinterpret_cast<const BYTE*>(&attachment.number);
  row.Set(BytesProperty(PR_INSTANCE_KEY, Bytes(bytes, bytes + sizeof attachment.number)));
  return row;
}

}  // namespace

OpenContent::OpenContent(const MessageContent& content)
    : properties(content.properties), recipients(content.recipients) {
  for (const StoredAttachment& attachment : content.attachments) {
    attachments[attachment.number] = {attachment, 1};
    next_attachment_ = std::max(next_attachment_, attachment.number + 1);
  }
}

OpenContent OpenContent::Created(bool associated) {
  OpenContent content{MessageContent{}};
  content.properties.Set(TextProperty(PR_MESSAGE_CLASS_W, W("IPM.Note")));
  const LONG flags = MSGFLAG_UNSENT | MSGFLAG_READ | (associated ? MSGFLAG_ASSOCIATED : 0);
  content.properties.Set(LongProperty(PR_MESSAGE_FLAGS, flags));
  content.is_changed = true;
  return content;
}

std::vector<Row> OpenContent::AttachmentRows() const {
  std::vector<Row> rows;
  for (const auto& [number, entry] : attachments) rows.push_back(RowOf(entry.stored));
  return rows;
}

MessageContent OpenContent::ForSave() const {
  MessageContent content;
  content.properties = properties;
  content.recipients = recipients.Stored();
  for (const auto& [number, entry] : attachments) content.attachments.push_back(entry.stored);
  ComputeAtSave(&content);
  return content;
}

std::vector<Row> AttachmentRows(const MessageContent& content) {
  std::vector<Row> rows;
  for (const StoredAttachment& attachment : content.attachments) rows.push_back(RowOf(attachment));
  return rows;
}

void ComputeAtSave(MessageContent* content) {
  PropertyBag& properties = content->properties;
  const std::int64_t now = Now();
  if (!properties.Has(PR_CREATION_TIME)) properties.Set(TimeProperty(PR_CREATION_TIME, now));
  properties.Set(TimeProperty(PR_LAST_MODIFICATION_TIME, now));
  properties.Set(TextProperty(PR_DISPLAY_TO_W, DisplayNames(content->recipients, MAPI_TO)));
  properties.Set(TextProperty(PR_DISPLAY_CC_W, DisplayNames(content->recipients, MAPI_CC)));
  properties.Set(TextProperty(PR_DISPLAY_BCC_W, DisplayNames(content->recipients, MAPI_BCC)));
  DropStalePrefix(&properties);
  LONG flags = properties.Long(PR_MESSAGE_FLAGS) & ~MSGFLAG_HASATTACH;
  if (!content->attachments.empty()) flags |= MSGFLAG_HASATTACH;
  properties.Set(LongProperty(PR_MESSAGE_FLAGS, flags));
  properties.Set(LongProperty(PR_MESSAGE_SIZE, static_cast<LONG>(SizeOf(*content))));
}

}  // namespace native_store
