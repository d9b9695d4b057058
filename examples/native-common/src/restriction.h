// Restrictions of tables: copied from the caller's, checked, evaluated.
#pragma once

#include <functional>
#include <vector>

#include "property-bag.h"

namespace native {

using Row = PropertyBag;

// The tables inside the rows of a table: recipients and attachments of messages. May be empty.
using Subrows = std::function<std::vector<Row>(const Row& row, ULONG subobject)>;

// Owns everything: the caller's structures are his, and gone after the call, but a table keeps its restriction.
struct Restriction {
  ULONG type = RES_AND;
  std::vector<Restriction> parts;
  // Which of these count depends on the type.
  ULONG relation = 0;
  ULONG fuzzy_level = 0;
  ULONG tag = 0;
  ULONG other_tag = 0;
  ULONG mask = 0;
  ULONG size = 0;
  Property constant;
};

// Fails with MAPI_E_TOO_COMPLEX for what cannot be evaluated, and with MAPI_E_INVALID_PARAMETER.
Restriction CopyRestriction(const SRestriction& restriction, bool has_subrows);

// A comparison with a property that the row lacks is false. One value compared with several is compared with each.
bool Satisfies(const Row& row, const Restriction& restriction, const Subrows& subrows);

// The properties that a restriction looks at.
void CollectTags(const Restriction& restriction, std::vector<ULONG>* tags);

// The property that a column or restriction means: of any type for PT_UNSPECIFIED, and of the two string types either.
const Property* ValueInRow(const Row& row, ULONG tag);

}  // namespace native
