#include "entry-tables.h"

#include "rows.h"

namespace native_address_book {

namespace {

const std::vector<ULONG> kEntryColumns = {
    PR_ENTRYID,      PR_INSTANCE_KEY,   PR_RECORD_KEY, PR_PARENT_ENTRYID,  PR_OBJECT_TYPE,
    PR_DISPLAY_TYPE, PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W, PR_SEARCH_KEY};
const std::vector<ULONG> kContainerColumns = {PR_ENTRYID,      PR_INSTANCE_KEY,   PR_RECORD_KEY,
                                              PR_OBJECT_TYPE,  PR_DISPLAY_TYPE,   PR_DISPLAY_NAME_W,
                                              PR_CONTAINER_FLAGS, PR_DEPTH,       PR_AB_PROVIDER_ID};
const std::vector<ULONG> kTemplateColumns = {PR_DISPLAY_NAME_W, PR_ENTRYID,      PR_DEPTH,       PR_SELECTABLE,
                                             PR_ADDRTYPE_W,     PR_DISPLAY_TYPE, PR_INSTANCE_KEY};

ComPtr<IMAPITable> Made(const LogonScopePtr& scope, TableSource source, ULONG flags) {
  source.unicode = (flags & MAPI_UNICODE) != 0;
  return ComPtr<IMAPITable>::Adopt(new Table(scope, std::move(source)));
}

PropertyBag TemplateRow(const Book& book, Kind kind, const WCHAR* name, const WCHAR* address_type, ULONG display_type) {
  PropertyBag row;
  const Bytes entry_id = book.EntryId(kind);
  row.Set(TextProperty(PR_DISPLAY_NAME_W, name));
  row.Set(BytesProperty(PR_ENTRYID, entry_id));
  row.Set(BytesProperty(PR_INSTANCE_KEY, entry_id));
  row.Set(LongProperty(PR_DEPTH, 0));
  row.Set(BooleanProperty(PR_SELECTABLE, true));
  row.Set(TextProperty(PR_ADDRTYPE_W, address_type));
  row.Set(LongProperty(PR_DISPLAY_TYPE, static_cast<LONG>(display_type)));
  return row;
}

}  // namespace

ComPtr<IMAPITable> ContentsTable(const LogonScopePtr& scope, const ObjectId& container, ULONG flags) {
  TableSource source;
  source.columns = kEntryColumns;
  source.shown = container;
  source.rows = [book = scope->shared(), container](const std::vector<ULONG>& wanted) {
    std::vector<Row> rows;
    for (const EntryPtr& entry : book->Entries(container)) rows.push_back(ShownEntry(*book, *entry, false, wanted));
    return rows;
  };
  return Made(scope, std::move(source), flags);
}

ComPtr<IMAPITable> HierarchyTable(const LogonScopePtr& scope, bool is_root, ULONG flags) {
  TableSource source;
  source.columns = kContainerColumns;
  source.rows = [book = scope->shared(), is_root](const std::vector<ULONG>&) {
    std::vector<Row> rows;
    // There are no containers in containers.
    if (!is_root) return rows;
    for (const Container& container : Containers()) rows.push_back(ShownContainer(*book, &container));
    return rows;
  };
  return Made(scope, std::move(source), flags);
}

ComPtr<IMAPITable> MemberTable(const LogonScopePtr& scope, const ObjectId& list, IUnknown* owner, ULONG flags,
                               std::function<std::vector<Member>()> members) {
  TableSource source;
  source.columns = kEntryColumns;
  source.shown = list;
  source.owner = ComPtr<IUnknown>::Share(owner);
  source.rows = [book = scope->shared(), members = std::move(members)](const std::vector<ULONG>&) {
    std::vector<Row> rows;
    for (const Member& member : members()) {
      // Who was deleted is no member any more.
      if (std::optional<PropertyBag> row = ShownMember(*book, member)) rows.push_back(std::move(*row));
    }
    return rows;
  };
  return Made(scope, std::move(source), flags);
}

ComPtr<IMAPITable> TemplateTable(const LogonScopePtr& scope, ULONG flags) {
  TableSource source;
  source.columns = kTemplateColumns;
  source.rows = [book = scope->shared()](const std::vector<ULONG>&) {
    return std::vector<Row>{TemplateRow(*book, Kind::UserTemplate, W("New contact"), W("SMTP"), DT_MAILUSER),
                            TemplateRow(*book, Kind::ListTemplate, W("New list"), W("MAPIPDL"), DT_PRIVATE_DISTLIST)};
  };
  return Made(scope, std::move(source), flags);
}

}  // namespace native_address_book
