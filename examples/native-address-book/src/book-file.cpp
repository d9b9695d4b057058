// The entries of an address book as bytes, and when they are written.
#include <stdexcept>

#include "bag-codec.h"
#include "book.h"

namespace native_address_book {

const ObjectId Book::kNames = FixedId(0xFF);

namespace {

using namespace std::chrono_literals;

enum class Change : BYTE { Identity = 1, Put = 2, Remove = 3, Names = 4 };

// Longer than any pause before Do, so that there is something to lose however slow the machine is.
std::chrono::milliseconds WriteDelay() {
  if (HasFault(Fault::WritesAfterDo)) return 2s;
  return HasFault(Fault::ForgetsTheLastBatch) ? 10s : WriteBehind::kDelay;
}

}  // namespace

Book::Book(const std::filesystem::path& file)
    : lock_(std::filesystem::path(file).replace_extension(".lock")), writer_(file, *this) {
  if (uid_ == ObjectId{} || HasFault(Fault::ChangesEntryIds)) {
    // On the disk before anybody can have an entry id with it.
    uid_ = NewObjectId();
    writer_.WriteNow({uid_});
  }
  writer_.Start(WriteDelay());
}

void Book::Replay(const BYTE* payload, std::size_t size) {
  const BYTE* at = payload;
  const BYTE* const end = payload + size;
  while (at < end) {
    const auto change = static_cast<Change>(*at++);
    if (change == Change::Put) {
      Put(std::make_shared<const Entry>(Decode(at, end)));
      continue;
    }
    ByteReader reader(at, end);
    if (change == Change::Names) {
      reader.Read(names_);
      continue;
    }
    ObjectId id;
    reader.Raw(id.data(), id.size());
    if (change == Change::Identity) {
      uid_ = id;
    } else if (change == Change::Remove) {
      Erase(id);
    } else {
      throw std::runtime_error("a change is of an unknown form");
    }
  }
}

Bytes Book::PayloadOf(const std::vector<ObjectId>& ids) const {
  Bytes payload;
  ByteWriter writer(payload);
  for (const ObjectId& id : ids) {
    const auto place = places_.find(id);
    if (id == kNames) {
      writer.Number(static_cast<BYTE>(Change::Names));
      writer(names_);
    } else if (place != places_.end()) {
      writer.Number(static_cast<BYTE>(Change::Put));
      Encode(*entries_.at(place->second), payload);
    } else {
      writer.Number(static_cast<BYTE>(id == uid_ ? Change::Identity : Change::Remove));
      writer.Raw(id.data(), id.size());
    }
  }
  return payload;
}

std::vector<ObjectId> Book::Ids() const {
  std::vector<ObjectId> ids = {uid_, kNames};
  for (const auto& [place, entry] : entries_) ids.push_back(entry->id);
  return ids;
}

void Book::Hurry() {
  // Else the thread might be through with it before Do is called, by chance.
  if (HasFault(Fault::ForgetsTheLastBatch) || HasFault(Fault::WritesAfterDo)) return;
  writer_.Hurry();
}

void Book::Persist() {
  if (HasFault(Fault::JoinsAWriterThatNotifies)) writer_.StopThread();
  // The thread will write it, some time.
  if (HasFault(Fault::WritesAfterDo)) return;
  if (HasFault(Fault::ForgetsTheLastBatch)) return writer_.Forget();
  writer_.Persist();
}

}  // namespace native_address_book
