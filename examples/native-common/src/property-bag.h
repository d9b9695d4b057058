// The properties of one object.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "property.h"

namespace native {

// By id: an object has a property once, whatever its type.
class PropertyBag {
 public:
  const Property* Find(ULONG tag) const {
    const auto place = Place(tag);
    return place != properties_.end() && PROP_ID(place->tag) == PROP_ID(tag) ? &*place : nullptr;
  }
  std::optional<Property> Copy(ULONG tag) const {
    const Property* const found = Find(tag);
    return found == nullptr ? std::nullopt : std::optional<Property>(*found);
  }
  bool Has(ULONG tag) const { return Find(tag) != nullptr; }

  void Set(Property property) {
    const auto place = Place(property.tag);
    if (place != properties_.end() && PROP_ID(place->tag) == PROP_ID(property.tag)) {
      properties_[place - properties_.begin()] = std::move(property);
    } else {
      properties_.insert(place, std::move(property));
    }
  }
  bool Remove(ULONG tag) {
    const auto place = Place(tag);
    if (place == properties_.end() || PROP_ID(place->tag) != PROP_ID(tag)) return false;
    properties_.erase(place);
    return true;
  }

  // Values of properties whose type is known.
  LONG Long(ULONG tag, LONG otherwise = 0) const {
    const auto* const value = Get<std::int64_t>(tag);
    return value == nullptr ? otherwise : static_cast<LONG>(*value);
  }
  bool Boolean(ULONG tag) const { return Long(tag) != 0; }
  const Text* Wide(ULONG tag) const { return Get<Text>(tag); }
  const Bytes* Binary(ULONG tag) const { return Get<Bytes>(tag); }
  template <typename T>
  const T* Get(ULONG tag) const {
    const Property* const property = Find(tag);
    return property == nullptr || property->tag != tag ? nullptr : std::get_if<T>(&property->value);
  }

  const std::vector<Property>& all() const { return properties_; }
  std::size_t size() const { return properties_.size(); }

 private:
  std::vector<Property>::const_iterator Place(ULONG tag) const {
    return std::lower_bound(properties_.begin(), properties_.end(), PROP_ID(tag),
                            [](const Property& property, ULONG id) { return PROP_ID(property.tag) < id; });
  }

  // In the order of the ids.
  std::vector<Property> properties_;
};

}  // namespace native
