#include "mapi-memory.h"

#include <algorithm>
#include <limits>

#include "failure.h"

namespace native {

namespace {

MapiMemory the_memory;

ULONG Checked(std::size_t size) {
  if (size > std::numeric_limits<ULONG>::max()) throw Failure(MAPI_E_NOT_ENOUGH_MEMORY, "a block of more than 4 GB");
  return static_cast<ULONG>(size);
}

// Whatever is in a block, pointers and doubles included, may stand at a multiple of this.
constexpr std::size_t kAlignment = 8;

std::size_t Aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

void SetMapiMemory(const MapiMemory& memory) { the_memory = memory; }

const MapiMemory& GetMapiMemory() { return the_memory; }

MapiBlock::MapiBlock(std::size_t size, std::size_t reserve) : reserve_size_(reserve) {
  const std::size_t whole = Aligned(size) + reserve;
  const SCODE code = the_memory.allocate(Checked(whole), &block_);
  if (FAILED(code)) throw Failure(MAPI_E_NOT_ENOUGH_MEMORY, "MAPI has no memory left");
  std::memset(block_, 0, whole);
  reserve_ = static_cast<BYTE*>(block_) + Aligned(size);
}

MapiBlock::~MapiBlock() {
  if (block_ == nullptr) return;
  the_memory.free(block_);
}

void* MapiBlock::More(std::size_t size) {
  if (Aligned(size) <= reserve_size_) {
    reserve_size_ -= Aligned(size);
    return std::exchange(reserve_, reserve_ + Aligned(size));
  }
  void* more = nullptr;
  const SCODE code = the_memory.allocate_more(Checked(size), block_, &more);
  if (FAILED(code)) throw Failure(MAPI_E_NOT_ENOUGH_MEMORY, "MAPI has no memory left");
  std::memset(more, 0, size);
  return more;
}

BYTE* MapiBlock::Copy(const void* bytes, std::size_t size) {
  // One byte at least: a pointer to nothing is still a pointer that callers look at.
  auto* const copy = static_cast<BYTE*>(More(size == 0 ? 1 : size));
  if (size > 0) std::memcpy(copy, bytes, size);
  return copy;
}

LPWSTR MapiBlock::CopyWide(TextView text) {
  auto* const copy = More<WCHAR>(text.size() + 1);
  std::memcpy(copy, text.data(), text.size() * sizeof(WCHAR));
  return copy;
}

LPSTR MapiBlock::CopyAnsi(TextView text) {
  const std::string bytes = ToAnsi(text);
  return reinterpret_cast<LPSTR>(Copy(bytes.c_str(), bytes.size() + 1));
}

LPSPropTagArray GiveTags(const std::vector<ULONG>& tags) {
  MapiBlock block(CbNewSPropTagArray(tags.size()));
  auto* const array = block.As<SPropTagArray>();
  array->cValues = static_cast<ULONG>(tags.size());
  std::copy(tags.begin(), tags.end(), array->aulPropTag);
  return block.Give<SPropTagArray>();
}

}  // namespace native
