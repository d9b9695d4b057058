// Finding out who is meant by what a user has typed.
#include <algorithm>

#include "rows.h"

namespace native_address_book {

namespace {

const std::vector<ULONG> kNames = {PR_DISPLAY_NAME_W, PR_EMAIL_ADDRESS_W, PR_ACCOUNT_W, PR_GIVEN_NAME_W, PR_SURNAME_W};

std::vector<Text> WordsOf(const Text& text) {
  std::vector<Text> words;
  Text word;
  for (const WCHAR unit : text) {
    if (unit != W(' ') && unit != W('\t')) {
      word.push_back(unit);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// Each word begins a word of a name, the address or the account.
bool Fits(const PropertyBag& candidate, const std::vector<Text>& words) {
  return std::all_of(words.begin(), words.end(), [&](const Text& word) {
    return std::any_of(kNames.begin(), kNames.end(), [&](ULONG tag) {
      const Text* const name = candidate.Wide(tag);
      if (name == nullptr) return false;
      const Text folded = W(" ") + Folded(*name);
      return folded.find(W(" ") + word) != Text::npos;
    });
  });
}

bool IsExactly(const PropertyBag& candidate, const Text& wanted) {
  return std::any_of(kNames.begin(), kNames.begin() + 3, [&](ULONG tag) {
    const Text* const name = candidate.Wide(tag);
    return name != nullptr && Folded(*name) == wanted;
  });
}

std::optional<Text> NameOf(const ADRENTRY& recipient) {
  for (ULONG index = 0; index < recipient.cValues; ++index) {
    const SPropValue& value = recipient.rgPropVals[index];
    if (value.ulPropTag == PR_DISPLAY_NAME_W) return Text(value.Value.lpszW);
    if (value.ulPropTag == PR_DISPLAY_NAME_A) return FromAnsi(value.Value.lpszA);
  }
  return std::nullopt;
}

// What a resolved recipient gets when nobody says which columns.
const std::vector<ULONG> kColumns = {PR_ENTRYID,         PR_OBJECT_TYPE, PR_DISPLAY_TYPE, PR_DISPLAY_NAME_W, PR_ADDRTYPE_W,
                                     PR_EMAIL_ADDRESS_W, PR_SEARCH_KEY,  PR_RECORD_KEY};

}  // namespace

void ResolveAmong(const std::vector<PropertyBag>& candidates, LPSPropTagArray tags, ADRLIST* recipients,
                  FlagList* flags) {
  const std::vector<ULONG> columns =
      tags == nullptr ? kColumns : std::vector<ULONG>(tags->aulPropTag, tags->aulPropTag + tags->cValues);
  for (ULONG index = 0; index < recipients->cEntries && index < flags->cFlags; ++index) {
    ADRENTRY& recipient = recipients->aEntries[index];
    const std::optional<Text> name = NameOf(recipient);
    if (flags->ulFlag[index] != MAPI_UNRESOLVED || !name) continue;
    const std::vector<Text> words = WordsOf(Folded(*name));
    if (words.empty()) continue;
    std::vector<const PropertyBag*> found;
    for (const PropertyBag& candidate : candidates) {
      if (Fits(candidate, words)) found.push_back(&candidate);
    }
    // Whoever it names in full goes before whoever it is only the beginning of.
    if (found.size() > 1) {
      std::vector<const PropertyBag*> exact;
      Text wanted = words.front();
      for (std::size_t word = 1; word < words.size(); ++word) wanted += W(" ") + words[word];
      for (const PropertyBag* const one : found) {
        if (IsExactly(*one, wanted)) exact.push_back(one);
      }
      if (!exact.empty()) found = std::move(exact);
    }
    if (found.empty()) continue;
    flags->ulFlag[index] = found.size() == 1 ? MAPI_RESOLVED : MAPI_AMBIGUOUS;
    if (found.size() == 1) Complete(&recipient, columns, *found.front());
  }
}

}  // namespace native_address_book
