#include "receive-folders.h"

#include "private-properties.h"

namespace native_store {

namespace {

void RequireClass(const Text& message_class) {
  constexpr std::size_t kLongest = 255;
  const bool is_ascii =
      std::all_of(message_class.begin(), message_class.end(), [](WCHAR unit) { return unit >= 0x20 && unit <= 0x7E; });
  const bool has_dots = !message_class.empty() && (message_class.front() == '.' || message_class.back() == '.');
  if (!is_ascii || has_dots || message_class.size() > kLongest) {
    throw Failure(MAPI_E_INVALID_PARAMETER, "that is no message class");
  }
}

// The default, of the empty class, is always there.
std::vector<ReceiveFolder> ReadMap(const Store& store) {
  std::vector<ReceiveFolder> map = {{Text(), kInboxId}};
  const StoredObjectPtr object = store.ReadOpened(kStoreId);
  const auto* const classes = object->properties().Get<std::vector<Text>>(kReceiveClasses);
  const auto* const folders = object->properties().Get<std::vector<Bytes>>(kReceiveFolders);
  for (std::size_t index = 0; classes != nullptr && folders != nullptr && index < classes->size(); ++index) {
    ObjectId id;
    if (index >= folders->size() || (*folders)[index].size() != id.size()) break;
    std::memcpy(id.data(), (*folders)[index].data(), id.size());
    if ((*classes)[index].empty()) {
      map.front().folder = id;
    } else {
      map.push_back({(*classes)[index], id});
    }
  }
  return map;
}

}  // namespace

ReceiveFolder FindReceiveFolder(const Store& store, const Text& message_class) {
  RequireClass(message_class);
  const std::vector<ReceiveFolder> map = ReadMap(store);
  for (Text name = message_class; !name.empty();) {
    for (const ReceiveFolder& one : map) {
      // A folder that has been deleted since receives nothing any more.
      if (Folded(one.message_class) == Folded(name) && store.Read(one.folder) != nullptr) return one;
    }
    const std::size_t dot = name.rfind(static_cast<WCHAR>('.'));
    name.resize(dot == Text::npos ? 0 : dot);
  }
  const bool is_there = store.Read(map.front().folder) != nullptr;
  return {Text(), is_there ? map.front().folder : kInboxId};
}

void SetReceiveFolder(Store& store, const Text& message_class, const std::optional<ObjectId>& folder) {
  RequireClass(message_class);
  std::vector<ReceiveFolder> map = ReadMap(store);
  const auto same = [&](const ReceiveFolder& one) { return Folded(one.message_class) == Folded(message_class); };
  const auto found = std::find_if(map.begin(), map.end(), same);
  if (folder && found != map.end()) {
    found->folder = *folder;
  } else if (folder) {
    map.push_back({message_class, *folder});
  } else if (message_class.empty()) {
    map.front().folder = kInboxId;
  } else if (found != map.end()) {
    map.erase(found);
  }
  std::vector<Text> classes;
  std::vector<Bytes> folders;
  for (const ReceiveFolder& one : map) {
    classes.push_back(one.message_class);
    folders.emplace_back(one.folder.begin(), one.folder.end());
  }
  store.Update(
      *store.ReadOpened(kStoreId),
      [&](PropertyBag& properties) {
        properties.Set({kReceiveClasses, std::move(classes)});
        properties.Set({kReceiveFolders, std::move(folders)});
      },
      false);
}

std::vector<Row> ReceiveFolderRows(const Store& store) {
  std::vector<Row> rows;
  for (const ReceiveFolder& one : ReadMap(store)) {
    const auto number = static_cast<BYTE>(rows.size());
    Row row;
    row.Set(BytesProperty(PR_ENTRYID, store.EntryId(one.folder)));
    row.Set(BytesProperty(PR_INSTANCE_KEY, Bytes{number, 0, 0, 0}));
    row.Set(BytesProperty(PR_RECORD_KEY, store.RecordKey(one.folder)));
    row.Set(TextProperty(PR_MESSAGE_CLASS_W, one.message_class));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace native_store
