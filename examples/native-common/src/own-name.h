// What a library learns of itself.
#pragma once

#include <string>

namespace native {

// The name of the file that this library was loaded from, without its extension.
std::string OwnName();

}  // namespace native
