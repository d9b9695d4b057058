#include "book.h"

#include "failure.h"
#include "shared-by-path.h"

namespace native_address_book {

namespace {

// What this process has open, by file.
SharedByPath<Book>& OpenedBooks() {
  // Never destroyed: at the end of the process a thread may still be inside.
  static auto& opened = *new SharedByPath<Book>;
  return opened;
}

}  // namespace

std::shared_ptr<Book> Book::Open(const std::filesystem::path& file) {
  return OpenedBooks().Open(file, [&file] { return new Book(file); });
}

std::optional<Reference> Book::Find(ULONG size, const void* entry_id) const {
  const std::optional<Reference> reference = ParseEntryId(size, entry_id);
  return reference && reference->book == uid_ ? reference : std::nullopt;
}

EntryPtr Book::Find(const ObjectId& id) const {
  const std::lock_guard<std::mutex> lock(writer_.mutex());
  const auto place = places_.find(id);
  return place == places_.end() ? nullptr : entries_.at(place->second);
}

EntryPtr Book::Read(const ObjectId& id) const {
  EntryPtr entry = Find(id);
  if (entry == nullptr) throw Failure(MAPI_E_NOT_FOUND, "there is no such entry");
  return entry;
}

EntryPtr Book::ReadOpened(const ObjectId& id) const {
  EntryPtr entry = Find(id);
  if (entry == nullptr) throw Failure(MAPI_E_OBJECT_DELETED, "the entry has been deleted");
  return entry;
}

std::vector<EntryPtr> Book::Entries(const ObjectId& container) const {
  const std::lock_guard<std::mutex> lock(writer_.mutex());
  std::vector<EntryPtr> result;
  for (const auto& [place, entry] : entries_) {
    if (entry->container == container) result.push_back(entry);
  }
  return result;
}

void Book::Write(Entry entry) {
  const auto written = std::make_shared<const Entry>(std::move(entry));
  {
    std::unique_lock<std::mutex> lock(writer_.mutex());
    const auto place = places_.find(written->id);
    const EntryPtr before = place == places_.end() ? nullptr : entries_.at(place->second);
    Put(written);
    if (!HasFault(Fault::LosesUpdates) || before == nullptr) {
      writer_.Changed(lock, written->id, [&] { before == nullptr ? Erase(written->id) : Put(before); });
    }
  }
  Tell(written->version == 1 ? fnevObjectCreated : fnevObjectModified, *written);
}

void Book::Remove(const Entry& entry) {
  const EntryPtr before = Read(entry.id);
  {
    std::unique_lock<std::mutex> lock(writer_.mutex());
    Erase(before->id);
    writer_.Changed(lock, before->id, [&] { Put(before); });
  }
  Tell(fnevObjectDeleted, *before);
}

std::vector<Text> Book::Names() const {
  const std::lock_guard<std::mutex> lock(writer_.mutex());
  return names_;
}

void Book::KeepNames(std::vector<Text> names) {
  std::unique_lock<std::mutex> lock(writer_.mutex());
  std::vector<Text> before = std::exchange(names_, std::move(names));
  if (HasFault(Fault::LosesNames)) return;
  writer_.Changed(lock, kNames, [&] { names_ = std::move(before); });
}

void Book::Put(EntryPtr entry) {
  const auto [place, is_new] = places_.try_emplace(entry->id, next_place_);
  if (is_new) ++next_place_;
  entries_[place->second] = std::move(entry);
}

void Book::Erase(const ObjectId& id) {
  const auto place = places_.find(id);
  if (place == places_.end()) return;
  entries_.erase(place->second);
  places_.erase(place);
}

// Sinks are called when no lock is held any more: see LogonScope::Guard.
void Book::Tell(ULONG event, const Entry& entry) {
  for (Table* const table : tables_) {
    if (table->shown() == entry.container || table->shown() == entry.id) {
      notifier_.PostTableChanged(table->Changed());
    }
  }
  if (notifier_.IsIdle()) return;
  ObjectEvent happened;
  happened.type = event;
  happened.object_type = entry.is_list ? MAPI_DISTLIST : MAPI_MAILUSER;
  happened.id = entry.id;
  happened.parent = entry.container;
  happened.entry_id = EntryId(Kind::Entry, entry.id);
  happened.parent_entry_id = EntryId(Kind::Container, entry.container);
  notifier_.Post(happened);
}

}  // namespace native_address_book
