// What an open message contains, with the changes that are not saved yet.
#pragma once

#include <map>
#include <memory>

#include "recipients.h"
#include "stored-object.h"

namespace native_store {

// An attachment of an open message, and how often it has been saved into it: an attachment has a SaveChanges of its
// own, which puts it here, and that of the message makes it permanent.
struct AttachmentEntry {
  StoredAttachment stored;
  int revision = 0;
};

class OpenContent {
 public:
  explicit OpenContent(const MessageContent& content);
  // Of a new message.
  static OpenContent Created(bool associated);

  PropertyBag properties;
  RecipientList recipients;
  std::map<LONG, AttachmentEntry> attachments;
  // There are changes since the last save.
  bool is_changed = false;

  LONG NewAttachmentNumber() { return next_attachment_++; }
  std::vector<Row> AttachmentRows() const;

  // The content as a save stores it, with what the store computes then.
  MessageContent ForSave() const;

 private:
  LONG next_attachment_ = 0;
};

// Rows of the attachments of a message that is not open, for restrictions.
std::vector<Row> AttachmentRows(const MessageContent& content);

// What the store computes at each save, from all the rest.
void ComputeAtSave(MessageContent* content);

}  // namespace native_store
