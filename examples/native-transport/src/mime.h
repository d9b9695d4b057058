// The parts of messages as they go over the wire (RFC 5322, 2045, 2047, 2231): as much of them as this transport writes.
#pragma once

#include <string>

namespace native_transport {

inline constexpr char kBase64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// In lines of 76 characters.
std::string Base64(const std::string& bytes);

// The value of a header: as it is where it is plain ASCII, otherwise in encoded words. Line ends do not survive.
std::string HeaderValue(const std::string& utf8);

// The name of a person in front of an address.
std::string QuotedName(const std::string& utf8);

// Message-IDs, each in a line of its own.
std::string FoldedIds(const std::string& text);

// `name*=UTF-8''...`.
std::string Parameter(const std::string& name, const std::string& utf8);

// Whether an address can be written into an envelope: ASCII, and nothing in it that ends a line or an address.
bool IsPlainAddress(const std::string& address);

}  // namespace native_transport
