// What the address book keeps: people, and distribution lists with their members.
#pragma once

#include <memory>
#include <vector>

#include "mapi.h"
#include "object-id.h"
#include "property-bag.h"

namespace native_address_book {

// Somebody in a list: an entry of this address book, or somebody of another one or of none.
struct Member {
  // Of an entry of this address book.
  ObjectId id{};
  // Of anybody else; empty for an entry of this address book.
  Bytes entry_id;
  // What is known of anybody else.
  PropertyBag properties;

  bool IsOurs() const { return entry_id.empty(); }
  bool IsSame(const Member& other) const { return id == other.id && entry_id == other.entry_id; }
};

struct Entry {
  ObjectId id{};
  ObjectId container{};
  // How often it has been saved: by it SaveChanges sees that somebody else was first. 0: not yet.
  std::uint32_t version = 0;
  bool is_list = false;
  PropertyBag properties;
  std::vector<Member> members;
};

// Entries are never changed, only replaced: whoever reads one needs no lock, and a save that fails has changed nothing.
using EntryPtr = std::shared_ptr<const Entry>;

// Entries as bytes, for the data file.
void Encode(const Entry& entry, Bytes& to);
// Throws std::runtime_error for bytes that Encode has not made.
Entry Decode(const BYTE*& at, const BYTE* end);

// The containers, which are the same for ever. Entries can be made in each of them.
struct Container {
  ObjectId id;
  const WCHAR* name;
};
const std::vector<Container>& Containers();
// Null when there is no such container.
const Container* FindContainer(const ObjectId& id);

}  // namespace native_address_book
