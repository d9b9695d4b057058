#include "stored-object.h"

namespace native_store {

const ObjectId kStoreId = FixedId(1);
const ObjectId kRootId = FixedId(2);
const ObjectId kIpmSubtreeId = FixedId(3);
const ObjectId kInboxId = FixedId(4);
const ObjectId kOutboxId = FixedId(5);
const ObjectId kSentItemsId = FixedId(6);
const ObjectId kDeletedItemsId = FixedId(7);

const std::array<StandardFolder, 6> kStandardFolders = {{
    {FixedId(2), FixedId(1), W("Root")},
    {FixedId(3), FixedId(2), W("Top of Information Store")},
    {FixedId(4), FixedId(3), W("Inbox")},
    {FixedId(5), FixedId(3), W("Outbox")},
    {FixedId(6), FixedId(3), W("Sent Items")},
    {FixedId(7), FixedId(3), W("Deleted Items")},
}};

bool IsStandardFolder(const ObjectId& id) {
  for (const StandardFolder& folder : kStandardFolders) {
    if (folder.id == id) return true;
  }
  return false;
}

std::size_t SizeOf(const PropertyBag& properties) {
  constexpr std::size_t kTagAndPadding = 8;
  std::size_t size = 0;
  for (const Property& property : properties.all()) size += kTagAndPadding + SizeOf(property);
  return size;
}

std::size_t SizeOf(const MessageContent& content) {
  std::size_t size = SizeOf(content.properties);
  for (const PropertyBag& recipient : content.recipients) size += SizeOf(recipient);
  for (const StoredAttachment& attachment : content.attachments) {
    size += SizeOf(attachment.properties);
    if (attachment.embedded != nullptr) size += SizeOf(*attachment.embedded);
  }
  return size;
}

}  // namespace native_store
