#include "profile.h"

#include <map>

#include "com.h"
#include "failure.h"
#include "properties.h"

namespace native_transport {

namespace {

std::filesystem::path PathOf(const std::string& utf8) {
#if defined(_WIN32)
  return FromUtf8(utf8);
#else
  return utf8;
#endif
}

}  // namespace

Settings ReadProfile(IMAPISupport& support) {
  ComPtr<IProfSect> section;
  const HRESULT hr = support.OpenProfileSection(nullptr, 0, section.Receive());
  // Somebody has it open for writing, and lets go of it some time: after this code MAPI tries again.
  if (hr == MAPI_E_NO_ACCESS) throw Failure(MAPI_E_FAILONEPROVIDER, "somebody else writes the profile section");
  Demand(hr, "OpenProfileSection");

  const Properties found(*section.get(), {PR_NATIVE_TRANSPORT_DIRECTORY_W, PR_NATIVE_TRANSPORT_SETTINGS_W});
  const std::string folder = found.TextOf(PR_NATIVE_TRANSPORT_DIRECTORY_W);
  if (folder.empty()) throw Failure(MAPI_E_UNCONFIGURED, "the profile section does not say where the queue is");
  std::map<std::string, std::string> settings;
  if (const SPropValue* const texts = found.Find(PR_NATIVE_TRANSPORT_SETTINGS_W)) {
    for (ULONG index = 0; index < texts->Value.MVszW.cValues; ++index) {
      const std::string text = ToUtf8(texts->Value.MVszW.lppszW[index]);
      const std::size_t split = text.find('=');
      if (split != std::string::npos) settings[text.substr(0, split)] = text.substr(split + 1);
    }
  }
  return {PathOf(folder), settings["smtpHost"], settings["smtpPort"], settings["from"], PathOf(settings["maildrop"])};
}

}  // namespace native_transport
