#pragma once

#include <filesystem>
#include <string>

namespace native_transport {

// All bytes of a file.
std::string ReadTextFile(const std::filesystem::path& path);

}  // namespace native_transport
