#include "entry-id.h"

#include "failure.h"

namespace native_address_book {

const BYTE kProviderUid[16] = {0x3B, 0x5E, 0x1C, 0x0A, 0x92, 0x77, 0x4F, 0x08,
                               0xA6, 0x41, 0x5D, 0x0B, 0x7E, 0x2C, 0x94, 0xD3};
const WCHAR kProviderName[] = W("Native address book");

namespace {

constexpr std::size_t kFlags = 4;
constexpr std::size_t kUid = 16;
constexpr std::size_t kSize = kFlags + kUid + kUid + 1 + kUid;

const BYTE kOneOffUid[16] = MAPI_ONE_OFF_UID;

Text TakeText(const BYTE*& at, const BYTE* end, bool unicode) {
  const std::size_t width = unicode ? sizeof(WCHAR) : 1;
  const BYTE* const first = at;
  for (; static_cast<std::size_t>(end - at) >= width; at += width) {
    if (at[0] != 0 || at[width - 1] != 0) continue;
    const std::size_t size = static_cast<std::size_t>(at - first);
    at += width;
    if (!unicode) return FromAnsi({reinterpret_cast<const char*>(first), size});
    Text text(size / width, WCHAR{});
    std::memcpy(text.data(), first, size);
    return text;
  }
  throw Failure(MAPI_E_INVALID_ENTRYID, "the entry id of a one-off recipient is not well formed");
}

}  // namespace

Bytes EntryIdOf(const Reference& reference) {
  Bytes bytes(kFlags, 0);
  bytes.insert(bytes.end(), kProviderUid, kProviderUid + kUid);
  bytes.insert(bytes.end(), reference.book.begin(), reference.book.end());
  bytes.push_back(static_cast<BYTE>(reference.kind));
  bytes.insert(bytes.end(), reference.id.begin(), reference.id.end());
  return bytes;
}

std::optional<Reference> ParseEntryId(ULONG size, const void* entry_id) {
  const auto* const bytes = static_cast<const BYTE*>(entry_id);
  if (bytes == nullptr || size != kSize || std::memcmp(bytes + kFlags, kProviderUid, kUid) != 0) return std::nullopt;
  const BYTE kind = bytes[kFlags + kUid + kUid];
  if (kind > static_cast<BYTE>(Kind::ListTemplate)) return std::nullopt;
  Reference reference;
  std::memcpy(reference.book.data(), bytes + kFlags + kUid, kUid);
  reference.kind = static_cast<Kind>(kind);
  std::memcpy(reference.id.data(), bytes + kSize - kUid, kUid);
  return reference;
}

std::optional<PropertyBag> ParseOneOff(ULONG size, const void* entry_id) {
  // Behind the MAPIUID: a version, flags, and three texts.
  constexpr std::size_t kTexts = kFlags + kUid + 4;
  const auto* const bytes = static_cast<const BYTE*>(entry_id);
  if (bytes == nullptr || size < kTexts || std::memcmp(bytes + kFlags, kOneOffUid, kUid) != 0) return std::nullopt;
  const bool unicode = ((bytes[kTexts - 2] | (bytes[kTexts - 1] << 8)) & MAPI_ONE_OFF_UNICODE) != 0;
  const BYTE* at = bytes + kTexts;
  const BYTE* const end = bytes + size;
  PropertyBag properties;
  properties.Set(TextProperty(PR_DISPLAY_NAME_W, TakeText(at, end, unicode)));
  properties.Set(TextProperty(PR_ADDRTYPE_W, TakeText(at, end, unicode)));
  properties.Set(TextProperty(PR_EMAIL_ADDRESS_W, TakeText(at, end, unicode)));
  return properties;
}

}  // namespace native_address_book
