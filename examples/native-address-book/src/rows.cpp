#include "rows.h"

#include <algorithm>

#include "property-host.h"

namespace native_address_book {

namespace {

bool IsWanted(const std::vector<ULONG>& wanted, ULONG tag) {
  return wanted.empty() ||
         std::any_of(wanted.begin(), wanted.end(), [tag](ULONG one) { return PROP_ID(one) == PROP_ID(tag); });
}

Bytes ToBytes(const ObjectId& id) { return Bytes(id.begin(), id.end()); }

// The search key of an address, which any two spellings of it have in common.
Bytes SearchKey(const Text& type, const Text& address) {
  std::string key = ToAnsi(type) + ":" + ToAnsi(address);
  for (char& character : key) {
    if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
  }
  return Bytes(key.c_str(), key.c_str() + key.size() + 1);
}

}  // namespace

PropertyBag ShownEntry(const Book& book, const Entry& entry, bool is_writable, const std::vector<ULONG>& wanted) {
  PropertyBag shown;
  if (wanted.empty()) {
    shown = entry.properties;
  } else {
    for (const Property& property : entry.properties.all()) {
      if (IsWanted(wanted, property.tag)) shown.Set(property);
    }
  }
  const Text* const type = entry.properties.Wide(PR_ADDRTYPE_W);
  const Text* const address = entry.properties.Wide(PR_EMAIL_ADDRESS_W);
  if (entry.version > 0) {
    shown.Set(BytesProperty(PR_ENTRYID, book.EntryId(Kind::Entry, entry.id)));
    shown.Set(BytesProperty(PR_RECORD_KEY, ToBytes(entry.id)));
    shown.Set(BytesProperty(PR_INSTANCE_KEY, ToBytes(entry.id)));
  }
  if (address != nullptr) {
    shown.Set(BytesProperty(PR_SEARCH_KEY, SearchKey(type == nullptr ? Text() : *type, *address)));
  } else if (entry.version > 0) {
    shown.Set(BytesProperty(PR_SEARCH_KEY, ToBytes(entry.id)));
  }
  shown.Set(BytesProperty(PR_PARENT_ENTRYID, book.EntryId(Kind::Container, entry.container)));
  shown.Set(LongProperty(PR_OBJECT_TYPE, entry.is_list ? MAPI_DISTLIST : MAPI_MAILUSER));
  shown.Set(LongProperty(PR_DISPLAY_TYPE, entry.is_list ? DT_PRIVATE_DISTLIST : DT_MAILUSER));
  shown.Set(LongProperty(PR_ACCESS_LEVEL, is_writable ? MAPI_MODIFY : 0));
  if (entry.is_list) {
    shown.Set(BytesProperty(PR_DEF_CREATE_MAILUSER, book.EntryId(Kind::UserTemplate)));
    if (type == nullptr) shown.Set(TextProperty(PR_ADDRTYPE_W, W("MAPIPDL")));
  }
  return shown;
}

bool IsComputedOfEntry(const Entry& entry, ULONG tag) {
  switch (PROP_ID(tag)) {
    case PROP_ID(PR_ENTRYID):
    case PROP_ID(PR_RECORD_KEY):
    case PROP_ID(PR_INSTANCE_KEY):
    case PROP_ID(PR_PARENT_ENTRYID):
    case PROP_ID(PR_OBJECT_TYPE):
    case PROP_ID(PR_DISPLAY_TYPE):
    case PROP_ID(PR_ACCESS_LEVEL):
    case PROP_ID(PR_SEARCH_KEY):
    case PROP_ID(PR_CREATION_TIME):
    case PROP_ID(PR_LAST_MODIFICATION_TIME):
      return true;
    case PROP_ID(PR_DEF_CREATE_MAILUSER):
    case PROP_ID(PR_CONTAINER_CONTENTS):
      return entry.is_list;
    default:
      return false;
  }
}

PropertyBag ShownContainer(const Book& book, const Container* container) {
  PropertyBag shown;
  const ObjectId id = container == nullptr ? ObjectId{} : container->id;
  shown.Set(BytesProperty(PR_ENTRYID, book.EntryId(container == nullptr ? Kind::Root : Kind::Container, id)));
  shown.Set(BytesProperty(PR_RECORD_KEY, ToBytes(id)));
  shown.Set(BytesProperty(PR_INSTANCE_KEY, ToBytes(id)));
  shown.Set(LongProperty(PR_OBJECT_TYPE, MAPI_ABCONT));
  shown.Set(LongProperty(PR_DISPLAY_TYPE, DT_NOT_SPECIFIC));
  shown.Set(TextProperty(PR_DISPLAY_NAME_W, container == nullptr ? kProviderName : container->name));
  shown.Set(LongProperty(PR_CONTAINER_FLAGS,
                         container == nullptr ? AB_SUBCONTAINERS | AB_UNMODIFIABLE : AB_RECIPIENTS | AB_MODIFIABLE));
  shown.Set(BytesProperty(PR_AB_PROVIDER_ID, Bytes(kProviderUid, kProviderUid + sizeof kProviderUid)));
  shown.Set(LongProperty(PR_ACCESS_LEVEL, 0));
  if (container == nullptr) return shown;
  shown.Set(LongProperty(PR_DEPTH, 0));
  shown.Set(BytesProperty(PR_DEF_CREATE_MAILUSER, book.EntryId(Kind::UserTemplate)));
  shown.Set(BytesProperty(PR_DEF_CREATE_DL, book.EntryId(Kind::ListTemplate)));
  return shown;
}

std::optional<PropertyBag> ShownMember(const Book& book, const Member& member) {
  if (member.IsOurs()) {
    const EntryPtr entry = book.Find(member.id);
    return entry == nullptr ? std::nullopt : std::optional<PropertyBag>(ShownEntry(book, *entry, false));
  }
  PropertyBag shown = member.properties;
  shown.Set(BytesProperty(PR_ENTRYID, member.entry_id));
  shown.Set(BytesProperty(PR_INSTANCE_KEY, member.entry_id));
  return shown;
}

void Complete(ADRENTRY* recipient, const std::vector<ULONG>& columns, const PropertyBag& entry) {
  PropertyBag source = entry;
  std::vector<Property> rest;
  for (ULONG index = 0; index < recipient->cValues; ++index) {
    const SPropValue& value = recipient->rgPropVals[index];
    if (PROP_TYPE(value.ulPropTag) == PT_ERROR || PROP_TYPE(value.ulPropTag) == PT_OBJECT) continue;
    Property property = FromMapi(value);
    if (!source.Has(property.tag)) source.Set(property);
    const bool is_column = std::any_of(columns.begin(), columns.end(),
                                       [&](ULONG column) { return PROP_ID(column) == PROP_ID(property.tag); });
    property.tag = value.ulPropTag;
    if (!is_column) rest.push_back(std::move(property));
  }
  std::vector<Property> values;
  for (const ULONG column : columns) values.push_back(Answer(source.Copy(column), column, true));
  values.insert(values.end(), rest.begin(), rest.end());
  // The list is the caller's, and each recipient a block of its own, which whoever replaces it frees.
  LPSPropValue const completed = GiveValues(values);
  if (recipient->rgPropVals != nullptr) GetMapiMemory().free(recipient->rgPropVals);
  recipient->rgPropVals = completed;
  recipient->cValues = static_cast<ULONG>(values.size());
}

}  // namespace native_address_book
