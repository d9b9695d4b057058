// What is done to folders and to the messages in them, within one store.
#pragma once

#include "logon-scope.h"

namespace native_store {

// Finds a message, or a subfolder, of a folder by its entry id.
StoredObjectPtr MessageIn(const Store& store, const ObjectId& folder, const SBinary& entry_id);
StoredObjectPtr SubfolderIn(const Store& store, const ObjectId& folder, ULONG size, LPENTRYID entry_id);
// The same, for something that a standard folder does not allow.
StoredObjectPtr RemovableFolderIn(const Store& store, const ObjectId& folder, ULONG size, LPENTRYID entry_id);
StoredObjectPtr FindFolder(const Store& store, const ObjectId& parent, const Text& name);
Text FolderName(const StoredObject& folder);

StoredObjectPtr CreateFolder(Store& store, const ObjectId& parent, const Text& name, const Text& comment);
// They keep their entry ids.
StoredObjectPtr MoveMessage(Store& store, const StoredObject& message, const ObjectId& destination);
void MoveFolder(Store& store, const StoredObject& folder, const ObjectId& destination, const Text& new_name);
void CopyMessage(Store& store, const StoredObject& message, const ObjectId& destination);
void CopyFolder(Store& store, const StoredObject& folder, const ObjectId& destination, const Text& new_name,
                bool with_subfolders);
void DeleteMessage(Store& store, const StoredObject& message);
// With all that is in it; submitted messages, and the folders above them, stay. S_OK; MAPI_W_PARTIAL_COMPLETION;
// MAPI_E_SUBMITTED when everything stays.
HRESULT DeleteFolder(Store& store, const StoredObject& folder);
HRESULT EmptyFolder(Store& store, const ObjectId& folder, bool associated);

// Does something with each item, and goes on when it cannot be done with one of them: MAPI_W_PARTIAL_COMPLETION then.
// What says that the store itself has failed leaves it at once, unless something was done already.
template <typename Items, typename Work>
HRESULT ForEachItem(const Items& items, Work&& work) {
  bool is_partial = false;
  std::size_t done = 0;
  for (const auto& item : items) {
    try {
      work(item);
      done += 1;
    } catch (const Failure& failure) {
      const HRESULT hr = failure.hr();
      const bool is_about_the_item = hr == MAPI_E_NOT_FOUND || hr == MAPI_E_INVALID_ENTRYID ||
                                     hr == MAPI_E_UNKNOWN_ENTRYID || hr == MAPI_E_SUBMITTED || hr == MAPI_E_NO_ACCESS;
      if (!is_about_the_item && done == 0) throw;
      is_partial = true;
    }
  }
  return is_partial ? MAPI_W_PARTIAL_COMPLETION : S_OK;
}

}  // namespace native_store
