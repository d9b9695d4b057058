#include "named-properties.h"

#include "private-properties.h"
#include "property-names.h"

namespace native_store {

namespace {

std::vector<Text> KnownNames(const Store& store) {
  const StoredObjectPtr object = store.ReadOpened(kStoreId);
  const auto* const names = object->properties().Get<std::vector<Text>>(kPropertyNames);
  return names == nullptr ? std::vector<Text>{} : *names;
}

}  // namespace

HRESULT GetIdsFromNames(Store& store, ULONG count, LPMAPINAMEID* names, bool create, LPSPropTagArray* tags) {
  std::vector<Text> known = KnownNames(store);
  const std::size_t before = known.size();
  LPSPropTagArray found = nullptr;
  const HRESULT hr = native::GetIdsFromNames(known, count, names, create, tags == nullptr ? nullptr : &found);
  if (FAILED(hr)) return hr;
  if (known.size() > before) {
    store.Update(
        *store.ReadOpened(kStoreId),
        [&](PropertyBag& properties) { properties.Set({kPropertyNames, std::move(known)}); }, false);
  }
  *tags = found;
  return hr;
}

HRESULT GetNamesFromIds(const Store& store, LPSPropTagArray* tags, LPGUID property_set, ULONG flags, ULONG* count,
                        LPMAPINAMEID** names) {
  return native::GetNamesFromIds(KnownNames(store), tags, property_set, flags, count, names);
}

}  // namespace native_store
