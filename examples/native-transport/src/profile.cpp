#include "profile.h"

#include <map>

#include "failure.h"
#include "profile-section.h"

namespace native_transport {

Settings ReadProfile(IMAPISupport& support) {
  const ComPtr<IProfSect> section = OpenProfileSection(support, false);
  const PropertyBag found =
      ReadProfileSection(*section.get(), {PR_NATIVE_TRANSPORT_DIRECTORY_W, PR_NATIVE_TRANSPORT_SETTINGS_W});
  const std::filesystem::path folder = PathIn(found, PR_NATIVE_TRANSPORT_DIRECTORY_W);
  if (folder.empty()) throw Failure(MAPI_E_UNCONFIGURED, "the profile section does not say where the queue is");
  std::map<std::string, std::string> settings;
  if (const auto* const texts = found.Get<std::vector<Text>>(PR_NATIVE_TRANSPORT_SETTINGS_W)) {
    for (const Text& wide : *texts) {
      const std::string text = ToUtf8(wide);
      const std::size_t split = text.find('=');
      if (split != std::string::npos) settings[text.substr(0, split)] = text.substr(split + 1);
    }
  }
  return {folder, settings["smtpHost"], settings["smtpPort"], settings["from"], ToPath(FromUtf8(settings["maildrop"]))};
}

}  // namespace native_transport
