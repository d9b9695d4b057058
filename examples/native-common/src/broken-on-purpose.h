// What the variants share that are built broken, to show what mapi-certify says of each: see FAULTS.md of an example.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string_view>

#include "mapi-headers.h"

namespace native {

#define NATIVE_FAULT_NAME(name) name,
#define NATIVE_FAULT_TEXT(name) #name,

// What stands behind `library` and a dash in the name of the file that this library was loaded from; empty in another.
std::string_view VariantOf(std::string_view library);

// The fault of this library: `names` are those of the enumerators of `Fault` in their order, without the last, None.
template <typename Fault>
Fault ChosenFault(std::string_view library, std::initializer_list<std::string_view> names) {
  const auto found = std::find(names.begin(), names.end(), VariantOf(library));
  return static_cast<Fault>(std::distance(names.begin(), found));
}

void CrashIf(bool is_wanted);

// A call of MAPI for those that make one from a thread of their own.
void NotifySomebody(IMAPISupport& support);

}  // namespace native
