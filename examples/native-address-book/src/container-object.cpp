#include "container-object.h"

#include "entry-tables.h"

namespace native_address_book {

bool ContainerObject::OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) {
  if (PROP_ID(tag) != PROP_ID(PR_CREATE_TEMPLATES)) return OpenTable(tag, iid, flags, object);
  RequireInterface(&iid, IID_IMAPITable);
  *object = TemplateTable(scope(), flags).Detach();
  return true;
}

ComPtr<IMAPITable> ContainerObject::Contents(ULONG flags) {
  return ContentsTable(scope(), container_ == nullptr ? ObjectId{} : container_->id, flags);
}

ComPtr<IMAPITable> ContainerObject::Hierarchy(ULONG flags) {
  return HierarchyTable(scope(), container_ == nullptr, flags);
}

const ObjectId& ContainerObject::Place() const {
  if (container_ == nullptr) throw Failure(MAPI_E_NO_ACCESS, "the root container has no entries");
  return container_->id;
}

ComPtr<IMAPIProp> ContainerObject::Create(ULONG size, const void* source, ULONG flags) {
  return MakeEntryObject(scope(), Draft(scope(), Beginning(*scope(), Place(), size, source), true, flags));
}

void ContainerObject::Copy(ULONG size, const void* entry_id, ULONG flags) {
  Draft(scope(), Beginning(*scope(), Place(), size, entry_id), true, flags).Save(0);
}

void ContainerObject::Delete(ULONG size, const void* entry_id) {
  const std::optional<Reference> reference = book().Find(size, entry_id);
  const EntryPtr entry = reference && reference->kind == Kind::Entry ? book().Find(reference->id) : nullptr;
  if (entry == nullptr || entry->container != Place()) {
    throw Failure(MAPI_E_NOT_FOUND, "the container has no such entry");
  }
  book().Remove(*entry);
}

std::vector<PropertyBag> ContainerObject::Candidates() {
  std::vector<PropertyBag> candidates;
  for (const Container& container : Containers()) {
    if (container_ != nullptr && container.id != container_->id) continue;
    for (const EntryPtr& entry : book().Entries(container.id)) candidates.push_back(ShownEntry(book(), *entry, false));
  }
  return candidates;
}

}  // namespace native_address_book
