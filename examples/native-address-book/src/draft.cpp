#include "draft.h"

#include <algorithm>

#include "faults.h"
#include "rows.h"

namespace native_address_book {

namespace {

Text FoldedOf(const PropertyBag& properties, ULONG tag) {
  const Text* const text = properties.Wide(tag);
  return text == nullptr ? Text() : Folded(*text);
}

// The entry that a new one duplicates, as the CREATE_ flags understand it.
EntryPtr DuplicateOf(const Book& book, const ObjectId& container, const PropertyBag& properties, ULONG flags) {
  if ((flags & (CREATE_CHECK_DUP_STRICT | CREATE_CHECK_DUP_LOOSE | CREATE_REPLACE)) == 0) return nullptr;
  const bool is_strict = (flags & CREATE_CHECK_DUP_LOOSE) == 0;
  const Text name = FoldedOf(properties, PR_DISPLAY_NAME_W);
  const Text address = FoldedOf(properties, PR_EMAIL_ADDRESS_W);
  for (const EntryPtr& entry : book.Entries(container)) {
    if (FoldedOf(entry->properties, PR_DISPLAY_NAME_W) != name) continue;
    if (!is_strict || FoldedOf(entry->properties, PR_EMAIL_ADDRESS_W) == address) return entry;
  }
  return nullptr;
}

constexpr ULONG kFirstNamedId = 0x8000;

// The properties of somebody in another address book, without the named ones: their ids mean something else there.
PropertyBag ForeignProperties(LogonScope& scope, ULONG size, const void* entry_id) {
  ULONG type = 0;
  ComPtr<IUnknown> opened;
  Demand(scope.support().OpenEntry(size, static_cast<LPENTRYID>(const_cast<void*>(entry_id)), nullptr, 0, &type,
                                   opened.Receive()),
         "OpenEntry");
  ComPtr<IMAPIProp> object;
  Demand(opened->QueryInterface(IID_IMAPIProp, reinterpret_cast<void**>(object.Receive())), "QueryInterface");
  ULONG count = 0;
  MapiOwned<SPropValue> values;
  Demand(object->GetProps(nullptr, MAPI_UNICODE, &count, values.Receive()), "GetProps");
  PropertyBag properties;
  for (ULONG index = 0; index < count; ++index) {
    const ULONG tag = values.get()[index].ulPropTag;
    const bool is_value = PROP_TYPE(tag) != PT_ERROR && PROP_TYPE(tag) != PT_OBJECT;
    if (is_value && PROP_ID(tag) < kFirstNamedId) properties.Set(FromMapi(values.get()[index]));
  }
  return properties;
}

void KeepSettable(const Entry& entry, const PropertyBag& from, PropertyBag* to) {
  for (const Property& property : from.all()) {
    if (!IsComputedOfEntry(entry, property.tag)) to->Set(property);
  }
}

}  // namespace

void Draft::Change(const std::function<void(PropertyBag&)>& change) {
  change(entry_.properties);
  is_changed_ = true;
  if (HasFault(Fault::SavesUnsaved)) Save(FORCE_SAVE);
}

void Draft::Save(ULONG flags) {
  if (!is_writable_) throw Failure(MAPI_E_NO_ACCESS, "the entry is open for reading only");
  if (is_new()) {
    SaveNew();
  } else if (is_changed_) {
    SaveExisting(flags);
  }
  is_changed_ = false;
  if (saved_) saved_(entry_.id);
  if ((flags & KEEP_OPEN_READONLY) != 0 && (flags & KEEP_OPEN_READWRITE) == 0) is_writable_ = false;
}

PropertyBag Draft::Completed() const {
  PropertyBag properties = entry_.properties;
  const Text* name = properties.Wide(PR_DISPLAY_NAME_W);
  if (name == nullptr) name = properties.Wide(PR_EMAIL_ADDRESS_W);
  if (name == nullptr || name->empty()) {
    throw Failure(MAPI_E_MISSING_REQUIRED_COLUMN, "the entry has no PR_DISPLAY_NAME");
  }
  properties.Set(TextProperty(PR_DISPLAY_NAME_W, Text(*name)));
  properties.Set(TimeProperty(PR_LAST_MODIFICATION_TIME, Now()));
  return properties;
}

void Draft::SaveNew() {
  Entry made = entry_;
  made.properties = Completed();
  const EntryPtr twin = DuplicateOf(book(), made.container, made.properties, create_flags_);
  if (twin != nullptr && (create_flags_ & CREATE_REPLACE) == 0) {
    throw Failure(MAPI_E_COLLISION, "there is an entry of this name already");
  }
  made.version = 1;
  made.properties.Set(TimeProperty(PR_CREATION_TIME, Now()));
  if (twin != nullptr) {
    // What replaces another entry takes its place: the entry ids of that one lead here.
    made.id = twin->id;
    made.version = twin->version + 1;
    if (const Property* const created = twin->properties.Find(PR_CREATION_TIME)) made.properties.Set(*created);
  }
  book().Write(made);
  entry_ = std::move(made);
}

void Draft::SaveExisting(ULONG flags) {
  const EntryPtr current = book().ReadOpened(entry_.id);
  if (current->version != entry_.version && (flags & FORCE_SAVE) == 0) {
    throw Failure(MAPI_E_OBJECT_CHANGED, "somebody else saved the entry first");
  }
  Entry made = entry_;
  made.properties = Completed();
  made.members = current->members;
  made.version = current->version + 1;
  book().Write(made);
  entry_ = std::move(made);
}

std::vector<Member> Draft::Members() const {
  return is_new() ? entry_.members : book().ReadOpened(entry_.id)->members;
}

void Draft::SetMembers(std::vector<Member> members) {
  if (is_new()) {
    entry_.members = std::move(members);
    return;
  }
  Entry made = *book().ReadOpened(entry_.id);
  const bool is_latest = made.version == entry_.version;
  made.version += 1;
  made.members = std::move(members);
  made.properties.Set(TimeProperty(PR_LAST_MODIFICATION_TIME, Now()));
  // Properties that wait here are no older for it; somebody else's change is found when they are saved.
  if (is_latest) entry_.version = made.version;
  book().Write(std::move(made));
}

void Draft::AddMember(Member member) {
  if (member.IsOurs() && member.id == entry_.id) {
    throw Failure(MAPI_E_FOLDER_CYCLE, "a list cannot be a member of itself");
  }
  std::vector<Member> members = Members();
  const auto is_it = [&member](const Member& other) { return other.IsSame(member); };
  if (std::any_of(members.begin(), members.end(), is_it)) return;
  members.push_back(std::move(member));
  SetMembers(std::move(members));
}

Entry Beginning(LogonScope& scope, const ObjectId& container, ULONG size, const void* source) {
  Entry entry;
  entry.id = NewObjectId();
  entry.container = container;
  if (std::optional<PropertyBag> one_off = ParseOneOff(size, source)) {
    entry.properties = std::move(*one_off);
    return entry;
  }
  const std::optional<Reference> reference = scope.book().Find(size, source);
  if (!reference) {
    KeepSettable(entry, ForeignProperties(scope, size, source), &entry.properties);
    return entry;
  }
  if (reference->kind == Kind::Entry) {
    const EntryPtr original = scope.book().Read(reference->id);
    entry.is_list = original->is_list;
    entry.members = original->members;
    KeepSettable(entry, original->properties, &entry.properties);
  } else if (reference->kind == Kind::ListTemplate) {
    entry.is_list = true;
  } else if (reference->kind != Kind::UserTemplate) {
    throw Failure(MAPI_E_INVALID_PARAMETER, "entries are made from templates and from entries");
  }
  return entry;
}

Member MemberOf(LogonScope& scope, ULONG size, const void* entry_id) {
  Member member;
  if (const std::optional<Reference> reference = scope.book().Find(size, entry_id)) {
    if (reference->kind != Kind::Entry) throw Failure(MAPI_E_INVALID_PARAMETER, "the members of a list are entries");
    member.id = reference->id;
    return member;
  }
  if (entry_id == nullptr || size < 20) throw Failure(MAPI_E_INVALID_ENTRYID, "that is no entry id");
  member.entry_id = ToBytes(entry_id, size);
  return member;
}

}  // namespace native_address_book
