// Which properties the objects of the store have besides the stored ones, and which of them a client may not set.
#pragma once

#include <optional>
#include <vector>

#include "store.h"

namespace native_store {

enum class ObjectType { Store, Folder, Message, EmbeddedMessage, Attachment };

// What the properties of an object are read from.
struct ObjectFacts {
  const Store* store = nullptr;
  ObjectType type = ObjectType::Message;
  // Of folders and messages.
  ObjectId id{};
  ObjectId parent{};
  const PropertyBag* properties = nullptr;
  bool is_writable = false;
  // How often it was saved; 0 for what is not saved yet, or not by itself.
  std::uint32_t version = 0;
  // Keeps `properties` alive where they are those of a stored object.
  StoredObjectPtr holder;
  // Of an attachment: there is a message in it.
  bool has_embedded = false;
};

// The facts of an object as it is stored.
ObjectFacts FactsOf(const Store& store, StoredObjectPtr object, bool is_writable);

// A property by its id, computed or stored, under the tag that it has.
std::optional<Property> FindProperty(const ObjectFacts& facts, ULONG tag);
std::vector<Property> AllProperties(const ObjectFacts& facts);
// The properties that are objects: OpenProperty alone reaches them.
std::vector<ULONG> ObjectTags(const ObjectFacts& facts);
bool IsReadOnly(const ObjectFacts& facts, ULONG tag);

// A save keeps what a client has set together with the subject only as long as it fits.
void DropStalePrefix(PropertyBag* properties);
// The keys of an earlier change, which a client had set then, do not name this one.
void DropStaleChange(PropertyBag* properties, const PropertyBag& before);
// What names the original does not name its copy.
void DropSyncKeys(PropertyBag* properties);

}  // namespace native_store
