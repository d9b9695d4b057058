// A message that the spooler offers.
#pragma once

#include "mapi.h"
#include "outbox.h"

namespace native_transport {

// Takes a message over: when this returns, it is on the disk, and the recipients that are ours are marked.
//
// Returns false when there are none; nothing was done then. What fails throws, and the message stays with the spooler.
bool TakeOver(IMAPISupport& support, IMessage& message, Outbox& outbox, const std::string& from);

}  // namespace native_transport
