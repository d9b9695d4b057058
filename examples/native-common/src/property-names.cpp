#include "property-names.h"

#include <algorithm>
#include <optional>

#include "failure.h"
#include "mapi-memory.h"

namespace native {

namespace {

constexpr ULONG kFirstId = 0x8000;
constexpr ULONG kLastId = 0xFFFE;

// PS_MAPI: names that stand for themselves.
const GUID kPsMapi = {0x00020328, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};

struct Name {
  GUID set{};
  ULONG kind = MNID_ID;
  LONG id = 0;
  Text text;

  bool operator==(const Name& other) const {
    return IsEqualGUID(set, other.set) && kind == other.kind && id == other.id && text == other.text;
  }
};

// As they are stored: the GUID in eight units, the kind, and the text or two units of the number.
Text Written(const Name& name) {
  Text text(sizeof(GUID) / sizeof(WCHAR), 0);
  std::memcpy(text.data(), &name.set, sizeof(GUID));
  text.push_back(static_cast<WCHAR>(name.kind));
  if (name.kind == MNID_STRING) return text + name.text;
  text.push_back(static_cast<WCHAR>(name.id & 0xFFFF));
  text.push_back(static_cast<WCHAR>((static_cast<ULONG>(name.id) >> 16) & 0xFFFF));
  return text;
}

Name Parsed(const Text& text) {
  constexpr std::size_t kKind = sizeof(GUID) / sizeof(WCHAR);
  Name name;
  std::memcpy(&name.set, text.data(), sizeof(GUID));
  name.kind = text[kKind];
  if (name.kind == MNID_STRING) {
    name.text = text.substr(kKind + 1);
  } else {
    name.id = static_cast<LONG>(text[kKind + 1] | (static_cast<ULONG>(text[kKind + 2]) << 16));
  }
  return name;
}

Name NameOf(const MAPINAMEID* given) {
  if (given == nullptr || given->lpguid == nullptr) {
    throw Failure(MAPI_E_INVALID_PARAMETER, "a name belongs to a property set, named by a GUID");
  }
  Name name;
  name.set = *given->lpguid;
  name.kind = given->ulKind;
  if (given->ulKind == MNID_ID) {
    name.id = given->Kind.lID;
    return name;
  }
  const LPWSTR text = given->ulKind == MNID_STRING ? given->Kind.lpwstrName : nullptr;
  if (text == nullptr || *text == 0) {
    throw Failure(MAPI_E_INVALID_PARAMETER, "a name is a number, or a text that is not empty");
  }
  name.text = text;
  return name;
}

std::optional<Name> NameOfId(const std::vector<Text>& known, ULONG id) {
  if (id > 0 && id < kFirstId) return Name{kPsMapi, MNID_ID, static_cast<LONG>(id), {}};
  if (id < kFirstId || id - kFirstId >= known.size()) return std::nullopt;
  return Parsed(known[id - kFirstId]);
}

// One block for the array, with everything that the names need.
LPMAPINAMEID* GiveNames(const std::vector<std::optional<Name>>& names) {
  std::size_t reserve = 0;
  for (const auto& name : names) {
    if (name) reserve += sizeof(MAPINAMEID) + sizeof(GUID) + (name->text.size() + 1) * sizeof(WCHAR) + 24;
  }
  MapiBlock block((names.size() + 1) * sizeof(LPMAPINAMEID), reserve);
  auto* const array = block.As<LPMAPINAMEID>();
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (!names[index]) continue;
    const Name& name = *names[index];
    auto* const to = block.More<MAPINAMEID>(1);
    to->lpguid = block.More<GUID>(1);
    *to->lpguid = name.set;
    to->ulKind = name.kind;
    if (name.kind == MNID_STRING) {
      to->Kind.lpwstrName = block.CopyWide(name.text);
    } else {
      to->Kind.lID = name.id;
    }
    array[index] = to;
  }
  return block.Give<LPMAPINAMEID>();
}

}  // namespace

HRESULT GetIdsFromNames(std::vector<Text>& known, ULONG count, LPMAPINAMEID* names, bool create, LPSPropTagArray* tags) {
  if (tags == nullptr || (count > 0 && names == nullptr)) return MAPI_E_INVALID_PARAMETER;
  std::vector<ULONG> result;
  if (count == 0) {
    for (ULONG index = 0; index < known.size(); ++index) result.push_back(PROP_TAG(PT_UNSPECIFIED, kFirstId + index));
    *tags = GiveTags(result);
    return S_OK;
  }
  bool is_complete = true;
  for (ULONG index = 0; index < count; ++index) {
    const Name name = NameOf(names[index]);
    if (IsEqualGUID(name.set, kPsMapi) && name.kind == MNID_ID && name.id > 0 && name.id < LONG{kFirstId}) {
      result.push_back(PROP_TAG(PT_UNSPECIFIED, static_cast<ULONG>(name.id)));
      continue;
    }
    const Text written = Written(name);
    const auto place = std::find(known.begin(), known.end(), written);
    const auto id = kFirstId + static_cast<ULONG>(place - known.begin());
    if (place == known.end()) {
      if (!create) {
        is_complete = false;
        result.push_back(PROP_TAG(PT_ERROR, 0));
        continue;
      }
      if (id > kLastId) throw Failure(MAPI_E_NOT_ENOUGH_RESOURCES, "there is no id left for another name");
      known.push_back(written);
    }
    result.push_back(PROP_TAG(PT_UNSPECIFIED, id));
  }
  *tags = GiveTags(result);
  return is_complete ? S_OK : MAPI_W_ERRORS_RETURNED;
}

HRESULT GetNamesFromIds(const std::vector<Text>& known, LPSPropTagArray* tags, LPGUID property_set, ULONG flags,
                        ULONG* count, LPMAPINAMEID** names) {
  if (tags == nullptr || count == nullptr || names == nullptr) return MAPI_E_INVALID_PARAMETER;
  std::vector<std::optional<Name>> result;
  if (*tags != nullptr) {
    bool is_complete = true;
    for (ULONG index = 0; index < (*tags)->cValues; ++index) {
      result.push_back(NameOfId(known, PROP_ID((*tags)->aulPropTag[index])));
      is_complete = is_complete && result.back().has_value();
    }
    *names = GiveNames(result);
    *count = static_cast<ULONG>(result.size());
    return is_complete ? S_OK : MAPI_W_ERRORS_RETURNED;
  }
  std::vector<ULONG> shown;
  for (ULONG index = 0; index < known.size(); ++index) {
    Name name = Parsed(known[index]);
    const bool is_wanted = (property_set == nullptr || IsEqualGUID(*property_set, name.set)) &&
                           (flags & (name.kind == MNID_ID ? MAPI_NO_IDS : MAPI_NO_STRINGS)) == 0;
    if (!is_wanted) continue;
    shown.push_back(PROP_TAG(PT_UNSPECIFIED, kFirstId + index));
    result.push_back(std::move(name));
  }
  LPMAPINAMEID* const given = GiveNames(result);
  *names = given;
  *count = static_cast<ULONG>(result.size());
  *tags = GiveTags(shown);
  return S_OK;
}

}  // namespace native
