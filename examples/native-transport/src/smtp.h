// A client for SMTP (RFC 5321), without encryption: one message a connection.
#pragma once

#include <atomic>
#include <string>

#include "outbox.h"

namespace native_transport {

// Sends a message.
//
// Returns for whom the server has refused it for good, and for whom to try again; for all others it has accepted it.
// Throws when it has not, or when `is_stopped` became true before it was known.
Delivery SendBySmtp(const std::string& host, const std::string& port, const Outgoing& message,
                    const std::atomic<bool>& is_stopped);

}  // namespace native_transport
