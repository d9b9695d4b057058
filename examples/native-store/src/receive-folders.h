// Which folder gets incoming messages of which class.
#pragma once

#include "restriction.h"
#include "store.h"

namespace native_store {

struct ReceiveFolder {
  // The class in the map that fits: the longest that is the wanted class, or a prefix of it up to a dot.
  Text message_class;
  ObjectId folder;
};

ReceiveFolder FindReceiveFolder(const Store& store, const Text& message_class);
// Without a folder the class leaves the map; the default goes back to the Inbox.
void SetReceiveFolder(Store& store, const Text& message_class, const std::optional<ObjectId>& folder);
std::vector<Row> ReceiveFolderRows(const Store& store);

}  // namespace native_store
