// Mail as it gets into the store.
#pragma once

#include "inbox.h"
#include "mapi.h"

namespace native_transport {

// Fills the message that the spooler has made, and saves it: all of it, or nothing.
void WriteInbound(IMAPISupport& support, IMessage& message, const Inbound& inbound);

}  // namespace native_transport
