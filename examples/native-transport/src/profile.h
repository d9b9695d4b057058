// What the profile says about this transport.
#pragma once

#include <filesystem>
#include <string>

#include "mapi.h"

namespace native_transport {

struct Settings {
  // Where the queue is.
  std::filesystem::path folder;
  std::string smtp_host;
  std::string smtp_port;
  // The sender of messages that name none.
  std::string from;
  // Where inbound mail lies as .eml files; empty: nothing is received.
  std::filesystem::path maildrop;
};

Settings ReadProfile(IMAPISupport& support);

}  // namespace native_transport
