// A message of MAPI's as it goes over the wire.
#pragma once

#include <string>
#include <vector>

#include "mapi.h"

namespace native_transport {

// Thrown for what this transport will never be able to send: whoever sent it gets a report, and it is not tried again.
struct Unsendable {
  std::string reason;
};

// Which submission of a message it is: the same in every life, and another one when the user sends the message again.
std::string KeyOf(IMessage& message);

// Who it comes from; `otherwise` where the client has not said it.
std::string SenderOf(IMessage& message, const std::string& otherwise);

// The whole message. Each time it is offered it gets the same Message-ID.
std::string WriteMessage(IMessage& message, const std::string& key, const std::string& from);

}  // namespace native_transport
