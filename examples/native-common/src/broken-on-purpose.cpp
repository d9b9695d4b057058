#include "broken-on-purpose.h"

#include <string>

#include "own-name.h"

namespace native {

std::string_view VariantOf(std::string_view library) {
  static const std::string name = OwnName();
  std::string_view variant = name;
  if (variant.substr(0, library.size()) != library) return {};
  variant.remove_prefix(library.size());
  if (variant.empty() || variant.front() != '-') return {};
  variant.remove_prefix(1);
  return variant.substr(0, variant.rfind("-asan"));
}

void CrashIf(bool is_wanted) {
  if (!is_wanted) return;
  // Read anew, or the compiler may conclude that nobody comes here.
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

void NotifySomebody(IMAPISupport& support) {
  SizedNOTIFKEY(16, key) = {16, {}};
  ULONG flags = 0;
  NOTIFICATION notification{};
  notification.ulEventType = fnevObjectModified;
  support.Notify(reinterpret_cast<LPNOTIFKEY>(&key), 1, &notification, &flags);
}

}  // namespace native
