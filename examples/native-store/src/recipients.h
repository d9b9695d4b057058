// The recipients of an open message, by PR_ROWID.
#pragma once

#include <map>

#include "restriction.h"
#include "stored-object.h"

namespace native_store {

class RecipientList {
 public:
  explicit RecipientList(const std::vector<PropertyBag>& stored);

  bool IsEmpty() const { return rows_.empty(); }
  // One row a recipient, with PR_ROWID.
  std::vector<Row> Rows() const;
  // As they are stored.
  std::vector<PropertyBag> Stored() const;
  // IMessage::ModifyRecipients: all of the changes are made, or none.
  void Modify(ULONG flags, const ADRLIST* list);

 private:
  std::map<LONG, PropertyBag> rows_;
  LONG next_row_ = 0;
};

// As PR_DISPLAY_TO and its like show them.
Text DisplayNames(const std::vector<PropertyBag>& recipients, LONG type);

}  // namespace native_store
