#include "store-property-object.h"

#include "private-properties.h"

namespace native_store {

namespace {

class StoreView final : public ObjectView {
 public:
  explicit StoreView(ObjectFacts facts) : facts_(std::move(facts)) {}

  std::optional<Property> Find(ULONG tag) const override { return FindProperty(facts_, tag); }
  std::vector<Property> All() const override { return AllProperties(facts_); }
  std::vector<ULONG> ObjectTags() const override { return native_store::ObjectTags(facts_); }
  bool IsComputed(ULONG tag) const override { return IsReadOnly(facts_, tag); }

 private:
  ObjectFacts facts_;
};

}  // namespace

std::unique_ptr<ObjectView> StorePropertyHost::View() { return std::make_unique<StoreView>(Facts()); }

void StorePropertyHost::RequireWritable() {
  if (!Facts().is_writable) throw Failure(MAPI_E_NO_ACCESS, "the object is open for reading only");
}

// All objects of a store have their names in common: the store object keeps them.
std::vector<Text> StorePropertyHost::Names() {
  const StoredObjectPtr object = store().ReadOpened(kStoreId);
  const auto* const names = object->properties().Get<std::vector<Text>>(kPropertyNames);
  return names == nullptr ? std::vector<Text>{} : *names;
}

void StorePropertyHost::KeepNames(std::vector<Text> names) {
  store().Update(
      *store().ReadOpened(kStoreId),
      [&](PropertyBag& properties) { properties.Set({kPropertyNames, std::move(names)}); }, false);
}

HRESULT SpoilGetProps(HRESULT hr, LPSPropTagArray tags, ULONG* count, LPSPropValue* values) {
  if (FAILED(hr)) return hr;
  if (HasFault(Fault::AnsiOnly) && tags != nullptr) {
    for (ULONG index = 0; index < *count; ++index) {
      SPropValue& value = (*values)[index];
      if (PROP_TYPE(value.ulPropTag) != PT_UNICODE) continue;
      value.ulPropTag = Retag(value.ulPropTag, PT_ERROR);
      value.Value.err = MAPI_E_BAD_CHARWIDTH;
      hr = MAPI_W_ERRORS_RETURNED;
    }
  }
  if (HasFault(Fault::FreesWithTheWrongAllocator)) {
    // What operator new has made, MAPIFreeBuffer cannot free.
    auto* const wrong = new SPropValue[*count + 1];
    std::memcpy(wrong, *values, *count * sizeof(SPropValue));
    *values = wrong;
  }
  return hr;
}

HRESULT SpoilSetProps(ULONG count, LPSPropValue values) {
  if (!HasFault(Fault::AnsiOnly) || values == nullptr) return S_OK;
  for (ULONG index = 0; index < count; ++index) {
    if (PROP_TYPE(values[index].ulPropTag) == PT_UNICODE) return MAPI_E_BAD_CHARWIDTH;
  }
  return S_OK;
}

}  // namespace native_store
