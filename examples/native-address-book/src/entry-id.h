// Entry ids: how clients name what is in an address book, for ever.
#pragma once

#include <optional>

#include "entry.h"

namespace native_address_book {

// The MAPIUID of this provider: in each of its entry ids, so that MAPI knows whose they are. Make your own with uuidgen.
extern const BYTE kProviderUid[16];
extern const WCHAR kProviderName[];

enum class Kind : BYTE { Root, Container, Entry, UserTemplate, ListTemplate };

// What an entry id of this provider names: abFlags, the provider's MAPIUID, the address book's, kind and id. Nothing of
// it changes when the address book is moved, or opened again.
struct Reference {
  ObjectId book{};
  Kind kind = Kind::Root;
  ObjectId id{};
};

Bytes EntryIdOf(const Reference& reference);
// None: it is of another provider, or no entry id.
std::optional<Reference> ParseEntryId(ULONG size, const void* entry_id);

// Name, address type and address of somebody who is in no address book: what the entry id of a one-off recipient has.
// None: it is another entry id.
std::optional<PropertyBag> ParseOneOff(ULONG size, const void* entry_id);

inline Bytes ToBytes(const void* from, ULONG size) {
  const auto* const first = static_cast<const BYTE*>(from);
  return Bytes(first, first + size);
}

}  // namespace native_address_book
