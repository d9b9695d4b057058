#include "recipients.h"

#include "failure.h"

namespace native_store {

namespace {

PropertyBag RecipientFrom(const ADRENTRY& entry) {
  if (entry.cValues > 0 && entry.rgPropVals == nullptr) {
    throw Failure(MAPI_E_INVALID_PARAMETER, "a recipient has no properties");
  }
  PropertyBag recipient;
  for (ULONG index = 0; index < entry.cValues; ++index) {
    const ULONG type = PROP_TYPE(entry.rgPropVals[index].ulPropTag);
    if (type == PT_ERROR || type == PT_NULL || type == PT_OBJECT) continue;
    recipient.Set(FromMapi(entry.rgPropVals[index]));
  }
  return recipient;
}

PropertyBag Complete(PropertyBag recipient) {
  // It is the place in the list, not a property of the recipient.
  recipient.Remove(PR_ROWID);
  if (!recipient.Has(PR_RECIPIENT_TYPE)) recipient.Set(LongProperty(PR_RECIPIENT_TYPE, MAPI_TO));
  return recipient;
}

}  // namespace

RecipientList::RecipientList(const std::vector<PropertyBag>& stored) {
  for (const PropertyBag& recipient : stored) rows_[next_row_++] = recipient;
}

std::vector<Row> RecipientList::Rows() const {
  std::vector<Row> rows;
  for (const auto& [row, recipient] : rows_) {
    rows.push_back(recipient);
    rows.back().Set(LongProperty(PR_ROWID, row));
  }
  return rows;
}

std::vector<PropertyBag> RecipientList::Stored() const {
  std::vector<PropertyBag> stored;
  for (const auto& [row, recipient] : rows_) stored.push_back(recipient);
  return stored;
}

void RecipientList::Modify(ULONG flags, const ADRLIST* list) {
  if (list == nullptr) throw Failure(MAPI_E_INVALID_PARAMETER, "there is no list of recipients");
  if (flags != 0 && flags != MODRECIP_ADD && flags != MODRECIP_MODIFY && flags != MODRECIP_REMOVE) {
    throw Failure(MAPI_E_UNKNOWN_FLAGS, "ModifyRecipients takes one MODRECIP_ flag, or 0");
  }
  std::vector<PropertyBag> given;
  for (ULONG index = 0; index < list->cEntries; ++index) given.push_back(RecipientFrom(list->aEntries[index]));
  if (flags == MODRECIP_MODIFY || flags == MODRECIP_REMOVE) {
    for (const PropertyBag& recipient : given) {
      if (!recipient.Has(PR_ROWID)) {
        throw Failure(MAPI_E_INVALID_PARAMETER, "a recipient to change is named by its PR_ROWID");
      }
      if (rows_.count(recipient.Long(PR_ROWID, -1)) == 0) {
        throw Failure(MAPI_E_NOT_FOUND, "the message has no recipient with this PR_ROWID");
      }
    }
    for (PropertyBag& recipient : given) {
      const LONG row = recipient.Long(PR_ROWID, -1);
      if (flags == MODRECIP_REMOVE) {
        rows_.erase(row);
      } else {
        rows_[row] = Complete(std::move(recipient));
      }
    }
    return;
  }
  if (flags == 0) {
    rows_.clear();
    next_row_ = 0;
  }
  for (PropertyBag& recipient : given) rows_[next_row_++] = Complete(std::move(recipient));
}

Text DisplayNames(const std::vector<PropertyBag>& recipients, LONG type) {
  Text names;
  bool is_first = true;
  for (const PropertyBag& recipient : recipients) {
    // The high bits say what has become of a recipient, not of which type it is.
    if ((recipient.Long(PR_RECIPIENT_TYPE, MAPI_TO) & 0xF) != type) continue;
    if (!is_first) names += W("; ");
    is_first = false;
    if (const Text* const name = recipient.Wide(PR_DISPLAY_NAME_W)) names += *name;
  }
  return names;
}

}  // namespace native_store
