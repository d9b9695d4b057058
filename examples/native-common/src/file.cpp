#include "file.h"

#include <string>

#include "failure.h"

#if !defined(_WIN32)
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace native {

namespace {

[[noreturn]] void InUse() {
  // With this code MAPI tries the provider again later; after others it does not in this session.
  throw Failure(MAPI_E_FAILONEPROVIDER, "another process has the data open");
}

}  // namespace

#if defined(_WIN32)

namespace {

[[noreturn]] void FileFailed(const char* what) {
  const DWORD code = GetLastError();
  const bool is_full = code == ERROR_DISK_FULL || code == ERROR_HANDLE_DISK_FULL;
  throw Failure(is_full ? MAPI_E_NOT_ENOUGH_DISK : MAPI_E_DISK_ERROR,
                std::string(what) + " failed with error " + std::to_string(code));
}

OVERLAPPED At(std::uint64_t offset) {
  OVERLAPPED at{};
  at.Offset = static_cast<DWORD>(offset);
  at.OffsetHigh = static_cast<DWORD>(offset >> 32);
  return at;
}

constexpr std::size_t kLargestTransfer = 1u << 30;

}  // namespace

File::File(const std::filesystem::path& path, Mode mode)
    : handle_(CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                          mode == Mode::CreateEmpty ? CREATE_ALWAYS : OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr)) {
  if (handle_ == INVALID_HANDLE_VALUE) FileFailed("opening a file");
}

File::~File() { CloseHandle(handle_); }

std::uint64_t File::Size() const {
  LARGE_INTEGER size;
  if (!GetFileSizeEx(handle_, &size)) FileFailed("asking for the size of a file");
  return static_cast<std::uint64_t>(size.QuadPart);
}

void File::ReadAt(std::uint64_t offset, void* to, std::size_t size) const {
  for (auto* at = static_cast<BYTE*>(to); size > 0;) {
    OVERLAPPED where = At(offset);
    DWORD count = 0;
    const auto wanted = static_cast<DWORD>(size < kLargestTransfer ? size : kLargestTransfer);
    if (!ReadFile(handle_, at, wanted, &count, &where) || count == 0) FileFailed("reading");
    at += count;
    offset += count;
    size -= count;
  }
}

void File::WriteAt(std::uint64_t offset, const void* bytes, std::size_t size) {
  for (auto* at = static_cast<const BYTE*>(bytes); size > 0;) {
    OVERLAPPED where = At(offset);
    DWORD count = 0;
    const auto wanted = static_cast<DWORD>(size < kLargestTransfer ? size : kLargestTransfer);
    if (!WriteFile(handle_, at, wanted, &count, &where) || count == 0) FileFailed("writing");
    at += count;
    offset += count;
    size -= count;
  }
}

void File::Truncate(std::uint64_t size) {
  LARGE_INTEGER end;
  end.QuadPart = static_cast<LONGLONG>(size);
  if (!SetFilePointerEx(handle_, end, nullptr, FILE_BEGIN) || !SetEndOfFile(handle_)) FileFailed("cutting a file");
}

void File::Sync() {
  if (!FlushFileBuffers(handle_)) FileFailed("flushing");
}

// NTFS writes names in its own log.
void SyncFolder(const std::filesystem::path&) {}

FolderLock::FolderLock(const std::filesystem::path& file)
    : handle_(CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS,
                          FILE_ATTRIBUTE_NORMAL, nullptr)) {
  if (handle_ != INVALID_HANDLE_VALUE) return;
  if (GetLastError() == ERROR_SHARING_VIOLATION) InUse();
  FileFailed("locking the data");
}

FolderLock::~FolderLock() { CloseHandle(handle_); }

#else

namespace {

[[noreturn]] void FileFailed(const char* what) {
  const int code = errno;
  const bool is_full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  throw Failure(is_full ? MAPI_E_NOT_ENOUGH_DISK : MAPI_E_DISK_ERROR, std::string(what) + ": " + std::strerror(code));
}

}  // namespace

File::File(const std::filesystem::path& path, Mode mode)
    : handle_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | (mode == Mode::CreateEmpty ? O_TRUNC : 0), 0600)) {
  if (handle_ < 0) FileFailed("opening a file");
}

File::~File() { close(handle_); }

std::uint64_t File::Size() const {
  struct stat status;
  if (fstat(handle_, &status) != 0) FileFailed("asking for the size of a file");
  return static_cast<std::uint64_t>(status.st_size);
}

void File::ReadAt(std::uint64_t offset, void* to, std::size_t size) const {
  for (auto* at = static_cast<BYTE*>(to); size > 0;) {
    const ssize_t count = pread(handle_, at, size, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) FileFailed("reading");
    at += count;
    offset += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
}

void File::WriteAt(std::uint64_t offset, const void* bytes, std::size_t size) {
  for (auto* at = static_cast<const BYTE*>(bytes); size > 0;) {
    const ssize_t count = pwrite(handle_, at, size, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) FileFailed("writing");
    at += count;
    offset += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
}

void File::Truncate(std::uint64_t size) {
  if (ftruncate(handle_, static_cast<off_t>(size)) != 0) FileFailed("cutting a file");
}

void File::Sync() {
  if (fdatasync(handle_) != 0) FileFailed("flushing");
}

void SyncFolder(const std::filesystem::path& folder) {
  const int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) FileFailed("opening the folder");
  const int result = fsync(handle);
  close(handle);
  if (result != 0) FileFailed("flushing the folder");
}

FolderLock::FolderLock(const std::filesystem::path& file)
    : handle_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (handle_ < 0) FileFailed("locking the data");
  if (flock(handle_, LOCK_EX | LOCK_NB) == 0) return;
  const bool is_taken = errno == EWOULDBLOCK;
  if (!is_taken) {
    close(handle_);
    FileFailed("locking the data");
  }
  close(handle_);
  InUse();
}

FolderLock::~FolderLock() { close(handle_); }

#endif

}  // namespace native
