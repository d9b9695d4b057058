#include "faults.h"

#if defined(NATIVE_STORE_FAULTS)

#include <filesystem>
#include <string>

#include "mapi.h"

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

namespace native_store {

namespace {

std::filesystem::path OwnFile() {
#if defined(_WIN32)
  HMODULE module = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                     reinterpret_cast<LPCWSTR>(&OwnFile), &module);
  wchar_t name[MAX_PATH] = {};
  GetModuleFileNameW(module, name, MAX_PATH);
  return name;
#else
  Dl_info info{};
  return dladdr(reinterpret_cast<void*>(&OwnFile), &info) == 0 ? "" : info.dli_fname;
#endif
}

Fault FromFileName() {
  std::string name = OwnFile().stem().string();
  if (const std::size_t asan = name.rfind("-asan"); asan != std::string::npos) name.resize(asan);
#define NATIVE_STORE_FAULT_CASE(fault) \
  if (name == "native-store-" #fault) return Fault::fault;
  NATIVE_STORE_FAULT_LIST(NATIVE_STORE_FAULT_CASE)
#undef NATIVE_STORE_FAULT_CASE
  return Fault::None;
}

}  // namespace

Fault ChosenFault() {
  static const Fault fault = FromFileName();
  return fault;
}

}  // namespace native_store

#endif
