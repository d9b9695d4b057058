#include "own-name.h"

#include <filesystem>

#include "mapi-headers.h"

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

namespace native {

std::string OwnName() {
#if defined(_WIN32)
  HMODULE module = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                     reinterpret_cast<LPCWSTR>(&OwnName), &module);
  wchar_t name[MAX_PATH] = {};
  GetModuleFileNameW(module, name, MAX_PATH);
  return std::filesystem::path(name).stem().string();
#else
  Dl_info info{};
  if (dladdr(reinterpret_cast<void*>(&OwnName), &info) == 0) return {};
  return std::filesystem::path(info.dli_fname).stem().string();
#endif
}

}  // namespace native
