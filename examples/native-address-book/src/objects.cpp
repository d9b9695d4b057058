#include "objects.h"

#include "container-object.h"
#include "list-object.h"
#include "user-object.h"

namespace native_address_book {

ComPtr<IMAPIProp> MakeEntryObject(const LogonScopePtr& scope, Draft draft) {
  if (draft.entry().is_list) return ComPtr<IMAPIProp>::Adopt(new ListObject(scope, std::move(draft)));
  return ComPtr<IMAPIProp>::Adopt(new UserObject(scope, std::move(draft)));
}

HRESULT OpenById(const LogonScopePtr& scope, ULONG size, const void* entry_id, LPCIID iid, ULONG flags, ULONG* type,
                 LPUNKNOWN* object) {
  if (type == nullptr || object == nullptr) return MAPI_E_INVALID_PARAMETER;
  *object = nullptr;
  const bool is_root = size == 0;
  std::optional<Reference> named;
  if (!is_root) {
    named = scope->book().Find(size, entry_id);
    if (!named) return ParseEntryId(size, entry_id) ? MAPI_E_UNKNOWN_ENTRYID : MAPI_E_INVALID_ENTRYID;
  }
  if (named && named->kind == Kind::Entry) {
    const EntryPtr entry = scope->book().Read(named->id);
    if (entry->is_list) {
      RequireInterface(iid, IID_IDistList, IID_IMAPIContainer, IID_IMAPIProp);
    } else {
      RequireInterface(iid, IID_IMailUser, IID_IMAPIProp);
    }
    const bool is_writable = (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) != 0;
    *object = MakeEntryObject(scope, Draft(scope, *entry, is_writable)).Detach();
    *type = entry->is_list ? MAPI_DISTLIST : MAPI_MAILUSER;
    return S_OK;
  }
  const Container* container = nullptr;
  if (named && named->kind != Kind::Root) {
    if (named->kind != Kind::Container) return MAPI_E_NO_SUPPORT;
    container = FindContainer(named->id);
    if (container == nullptr) return MAPI_E_NOT_FOUND;
  }
  RequireInterface(iid, IID_IABContainer, IID_IMAPIContainer, IID_IMAPIProp);
  *object = static_cast<IABContainer*>(new ContainerObject(scope, container));
  *type = MAPI_ABCONT;
  return S_OK;
}

}  // namespace native_address_book
