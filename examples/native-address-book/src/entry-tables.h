// The tables of an address book.
#pragma once

#include "logon-scope.h"

namespace native_address_book {

ComPtr<IMAPITable> ContentsTable(const LogonScopePtr& scope, const ObjectId& container, ULONG flags);
ComPtr<IMAPITable> HierarchyTable(const LogonScopePtr& scope, bool is_root, ULONG flags);
// Of a list: `owner` keeps the object that knows the members.
ComPtr<IMAPITable> MemberTable(const LogonScopePtr& scope, const ObjectId& list, IUnknown* owner, ULONG flags,
                               std::function<std::vector<Member>()> members);
// What new entries can be made from.
ComPtr<IMAPITable> TemplateTable(const LogonScopePtr& scope, ULONG flags);

}  // namespace native_address_book
