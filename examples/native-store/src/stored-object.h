// What the store keeps: the store object itself, folders, and messages with all that is in them.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "mapi.h"
#include "object-id.h"
#include "property-bag.h"

namespace native_store {

// What every store has from its first opening on.
extern const ObjectId kStoreId;
extern const ObjectId kRootId;
extern const ObjectId kIpmSubtreeId;
extern const ObjectId kInboxId;
extern const ObjectId kOutboxId;
extern const ObjectId kSentItemsId;
extern const ObjectId kDeletedItemsId;

struct StandardFolder {
  ObjectId id;
  ObjectId parent;
  const WCHAR* name;
};
// A folder stands after the one it is in.
extern const std::array<StandardFolder, 6> kStandardFolders;

bool IsStandardFolder(const ObjectId& id);

struct MessageContent;

struct StoredAttachment {
  LONG number = 0;
  PropertyBag properties;
  // The message in the attachment, if there is one.
  std::shared_ptr<const MessageContent> embedded;
};

struct MessageContent {
  PropertyBag properties;
  std::vector<PropertyBag> recipients;
  std::vector<StoredAttachment> attachments;
};

// What a message takes in bytes, as PR_MESSAGE_SIZE says it.
std::size_t SizeOf(const MessageContent& content);
std::size_t SizeOf(const PropertyBag& properties);

enum class ObjectKind : BYTE { Store = 1, Folder = 2, Message = 3 };

struct StoredObject {
  ObjectId id{};
  // Of the store object: zeros.
  ObjectId parent{};
  ObjectKind kind = ObjectKind::Message;
  // A hidden message: rules, views, configuration.
  bool associated = false;
  // How often its content has been saved: by it SaveChanges sees that somebody else was first.
  std::uint32_t version = 0;
  MessageContent content;

  const PropertyBag& properties() const { return content.properties; }
};

// Objects are never changed, only replaced: whoever reads one needs no lock, and a save that fails has changed nothing.
using StoredObjectPtr = std::shared_ptr<const StoredObject>;

// Objects as bytes, for the log.
void Encode(const StoredObject& object, Bytes& to);
// Throws std::runtime_error for bytes that Encode has not made.
StoredObject Decode(const BYTE*& at, const BYTE* end);

}  // namespace native_store
