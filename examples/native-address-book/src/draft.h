// What an entry or a list is about to become, and how that is made permanent.
#pragma once

#include "logon-scope.h"

namespace native_address_book {

// Properties wait for SaveChanges, and so do the members of a list that is not saved yet. In a list that is there members
// come and go at once, as entries do in a container.
class Draft {
 public:
  // `create_flags`: what the first save does about duplicates. `saved` is called after each save.
  Draft(const LogonScopePtr& scope, Entry entry, bool is_writable, ULONG create_flags = 0,
        std::function<void(const ObjectId&)> saved = nullptr)
      : scope_(scope),
        entry_(std::move(entry)),
        is_writable_(is_writable),
        create_flags_(create_flags),
        saved_(std::move(saved)) {}

  const Entry& entry() const { return entry_; }
  bool is_writable() const { return is_writable_; }
  void Change(const std::function<void(PropertyBag&)>& change);
  // IMAPIProp::SaveChanges; throws with nothing changed.
  void Save(ULONG flags);

  // The members of the list as they are now.
  std::vector<Member> Members() const;
  void SetMembers(std::vector<Member> members);
  // A member is in a list once.
  void AddMember(Member member);

 private:
  bool is_new() const { return entry_.version == 0; }
  Book& book() const { return scope_->book(); }
  // With what everybody needs.
  PropertyBag Completed() const;
  void SaveNew();
  void SaveExisting(ULONG flags);

  LogonScopePtr scope_;
  Entry entry_;
  bool is_writable_;
  ULONG create_flags_;
  std::function<void(const ObjectId&)> saved_;
  bool is_changed_ = false;
};

// What a new entry begins with: nothing from a template, or a copy of an entry of this address book, of a one-off
// recipient, or of somebody in another address book.
Entry Beginning(LogonScope& scope, const ObjectId& container, ULONG size, const void* source);
// The member that an entry id stands for.
Member MemberOf(LogonScope& scope, ULONG size, const void* entry_id);

}  // namespace native_address_book
