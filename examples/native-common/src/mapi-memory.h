// Memory that passes between MAPI and us. There are exactly three functions for it, which MAPI hands to MSProviderInit:
// whatever a caller is to free with MAPIFreeBuffer must come from them, and never from new or malloc.
#pragma once

#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include "mapi-headers.h"
#include "text.h"

namespace native {

// The three functions, which are the same for the whole process.
struct MapiMemory {
  LPALLOCATEBUFFER allocate = nullptr;
  LPALLOCATEMORE allocate_more = nullptr;
  LPFREEBUFFER free = nullptr;
};

void SetMapiMemory(const MapiMemory& memory);
const MapiMemory& GetMapiMemory();

// A block that is given to the caller in the end, with blocks that hang on it and are freed with it. Freed here when it
// was not given away, so that an exception half-way leaks nothing.
class MapiBlock {
 public:
  // `reserve` bytes more are allocated in the same call, and used by More as long as they last.
  explicit MapiBlock(std::size_t size, std::size_t reserve = 0);
  MapiBlock(const MapiBlock&) = delete;
  MapiBlock& operator=(const MapiBlock&) = delete;
  ~MapiBlock();

  // Another block, which lives as long as this one.
  void* More(std::size_t size);
  template <typename T>
  T* More(std::size_t count) {
    return static_cast<T*>(More(count * sizeof(T)));
  }
  // Copies, for pointers in structures.
  BYTE* Copy(const void* bytes, std::size_t size);
  LPWSTR CopyWide(TextView text);
  LPSTR CopyAnsi(TextView text);

  template <typename T>
  T* As() const noexcept {
    return static_cast<T*>(block_);
  }
  // Gives the block to the caller.
  template <typename T>
  T* Give() noexcept {
    return static_cast<T*>(std::exchange(block_, nullptr));
  }

 private:
  void* block_ = nullptr;
  BYTE* reserve_ = nullptr;
  std::size_t reserve_size_ = 0;
};

// Tags, for a caller.
LPSPropTagArray GiveTags(const std::vector<ULONG>& tags);

// Frees what MAPI has allocated for us.
template <typename T>
class MapiOwned {
 public:
  MapiOwned() = default;
  MapiOwned(const MapiOwned&) = delete;
  MapiOwned& operator=(const MapiOwned&) = delete;
  ~MapiOwned() {
    if (block_ != nullptr) GetMapiMemory().free(block_);
  }
  T** Receive() noexcept { return &block_; }
  T* get() const noexcept { return block_; }
  T* operator->() const noexcept { return block_; }

 private:
  T* block_ = nullptr;
};

}  // namespace native
