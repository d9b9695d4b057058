#include "text-file.h"

#include <fstream>
#include <sstream>

#include "failure.h"

namespace native_transport {

std::string ReadTextFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw native::Failure(MAPI_E_DISK_ERROR, "a file cannot be read");
  return text.str();
}

}  // namespace native_transport
