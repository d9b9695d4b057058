// Files and locks, as the two systems have them.
#pragma once

#include <cstdint>
#include <filesystem>

#include "mapi-headers.h"

namespace native {

#if defined(_WIN32)
using SystemHandle = HANDLE;
#else
using SystemHandle = int;
#endif

// A file of the system, without buffers of our own.
class File {
 public:
  enum class Mode { OpenOrCreate, CreateEmpty };

  File(const std::filesystem::path& path, Mode mode);
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();

  std::uint64_t Size() const;
  void ReadAt(std::uint64_t offset, void* to, std::size_t size) const;
  void WriteAt(std::uint64_t offset, const void* bytes, std::size_t size);
  void Truncate(std::uint64_t size);
  // Returns when what was written is on the disk.
  void Sync();

 private:
  SystemHandle handle_;
};

// Returns when the names in a folder are on the disk: those of files that were made or renamed.
void SyncFolder(const std::filesystem::path& folder);

// Keeps other processes out of a folder for as long as it exists. The system lets go of it when the process ends,
// however it ends: a lock file whose mere existence counts would keep the user out after a crash.
class FolderLock {
 public:
  // The file is made where it is not there, and stays.
  explicit FolderLock(const std::filesystem::path& file);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  SystemHandle handle_;
};

}  // namespace native
