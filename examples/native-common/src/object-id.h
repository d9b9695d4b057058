// What names an object of a provider.
#pragma once

#include <array>
#include <cstring>

#include "mapi-headers.h"

namespace native {

// Random, so that an id is never given out twice: not even when the object that had it was lost in a crash, and
// somebody still holds its entry id.
using ObjectId = std::array<BYTE, 16>;

ObjectId NewObjectId();

// The same each time, for what every provider has.
constexpr ObjectId FixedId(BYTE number) { return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number}; }

struct ObjectIdHash {
  std::size_t operator()(const ObjectId& id) const noexcept {
    std::size_t hash;
    // Its bits are random already, those of fixed ids are in the last byte.
    std::memcpy(&hash, id.data() + id.size() - sizeof hash, sizeof hash);
    return hash;
  }
};

}  // namespace native
