// What clients see of entries and containers: as properties, as rows of tables, and as recipients of a message.
#pragma once

#include "book.h"

namespace native_address_book {

// An entry as it is, or is about to be. `wanted` names the stored properties that are needed; empty: all.
PropertyBag ShownEntry(const Book& book, const Entry& entry, bool is_writable, const std::vector<ULONG>& wanted = {});
// What a client may not set.
bool IsComputedOfEntry(const Entry& entry, ULONG tag);
// Null is the root container.
PropertyBag ShownContainer(const Book& book, const Container* container);
// Somebody in a list; none when the entry is not there any more.
std::optional<PropertyBag> ShownMember(const Book& book, const Member& member);

// Gives a recipient the columns of an entry, in their order; what it had besides comes after them.
void Complete(ADRENTRY* recipient, const std::vector<ULONG>& columns, const PropertyBag& entry);
// IABContainer::ResolveNames: resolves whoever is not resolved yet and whom one of the candidates fits.
void ResolveAmong(const std::vector<PropertyBag>& candidates, LPSPropTagArray tags, ADRLIST* recipients,
                  FlagList* flags);

}  // namespace native_address_book
