#include "list-object.h"

#include <algorithm>

#include "entry-tables.h"

namespace native_address_book {

namespace {

// What is known of a member who is no entry of this address book: what a table of members shows.
PropertyBag OutsiderProperties(LogonScope& scope, ULONG size, const void* entry_id) {
  const Entry copy = Beginning(scope, {}, size, entry_id);
  PropertyBag known;
  for (const ULONG tag : {PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W}) {
    if (const Property* const property = copy.properties.Find(tag)) known.Set(*property);
  }
  known.Set(LongProperty(PR_OBJECT_TYPE, MAPI_MAILUSER));
  known.Set(LongProperty(PR_DISPLAY_TYPE, DT_MAILUSER));
  return known;
}

}  // namespace

ComPtr<IMAPITable> ListObject::Contents(ULONG flags) {
  return MemberTable(scope(), draft_.entry().id, static_cast<IDistList*>(this), flags,
                     [this] { return draft_.Members(); });
}

ComPtr<IMAPITable> ListObject::Hierarchy(ULONG) {
  throw Failure(MAPI_E_NO_SUPPORT, "a distribution list has no containers");
}

ComPtr<IMAPIProp> ListObject::Create(ULONG size, const void* source, ULONG flags) {
  const std::optional<Reference> reference = book().Find(size, source);
  const bool is_entry = reference && reference->kind == Kind::Entry;
  Entry entry =
      is_entry ? *book().Read(reference->id) : Beginning(*scope(), draft_.entry().container, size, source);
  // The list has to be there as long as what may yet become a member of it.
  const auto list = ComPtr<ListObject>::Share(this);
  const auto saved = [list](const ObjectId& id) {
    Member member;
    member.id = id;
    list->draft_.AddMember(std::move(member));
  };
  return MakeEntryObject(scope(), Draft(scope(), std::move(entry), true, flags, saved));
}

void ListObject::Copy(ULONG size, const void* entry_id, ULONG) {
  Member member = MemberOf(*scope(), size, entry_id);
  if (member.IsOurs()) {
    // Nobody becomes a member who is not there.
    book().Read(member.id);
  } else {
    member.properties = OutsiderProperties(*scope(), size, entry_id);
  }
  draft_.AddMember(std::move(member));
}

void ListObject::Delete(ULONG size, const void* entry_id) {
  const Member member = MemberOf(*scope(), size, entry_id);
  std::vector<Member> members = draft_.Members();
  const auto is_it = [&member](const Member& other) { return other.IsSame(member); };
  const auto rest = std::remove_if(members.begin(), members.end(), is_it);
  if (rest == members.end()) throw Failure(MAPI_E_NOT_FOUND, "the list has no such member");
  members.erase(rest, members.end());
  draft_.SetMembers(std::move(members));
}

std::vector<PropertyBag> ListObject::Candidates() {
  std::vector<PropertyBag> candidates;
  for (const Member& member : draft_.Members()) {
    if (std::optional<PropertyBag> shown = ShownMember(book(), member)) candidates.push_back(std::move(*shown));
  }
  return candidates;
}

}  // namespace native_address_book
