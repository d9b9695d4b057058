// IABContainer: the root, and the containers in which entries are.
#pragma once

#include "entries-object.h"

namespace native_address_book {

class ContainerObject final : public EntriesObject<ContainerObject, IABContainer> {
 public:
  // Null is the root.
  ContainerObject(const LogonScopePtr& scope, const Container* container)
      : EntriesObject(scope), container_(container) {}

  bool Answers(REFIID iid) const {
    return IsEqualIID(iid, IID_IABContainer) || IsEqualIID(iid, IID_IMAPIContainer) || IsEqualIID(iid, IID_IMAPIProp);
  }

  PropertyBag Shown() const override { return ShownContainer(book(), container_); }
  bool IsComputed(ULONG) const override { return true; }
  std::vector<ULONG> ObjectTags() const override {
    return {PR_CONTAINER_HIERARCHY, PR_CONTAINER_CONTENTS, PR_CREATE_TEMPLATES};
  }
  bool OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) override;
  bool is_writable() const override { return false; }
  void Change(const std::function<void(PropertyBag&)>&) override {}
  const IID& OwnInterface() const override { return IID_IABContainer; }

 private:
  ComPtr<IMAPITable> Contents(ULONG flags) override;
  ComPtr<IMAPITable> Hierarchy(ULONG flags) override;
  ComPtr<IMAPIProp> Create(ULONG size, const void* source, ULONG flags) override;
  void Copy(ULONG size, const void* entry_id, ULONG flags) override;
  void Delete(ULONG size, const void* entry_id) override;
  std::vector<PropertyBag> Candidates() override;
  // Fails for the root.
  const ObjectId& Place() const;

  const Container* container_;
};

}  // namespace native_address_book
