#include "mime.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace native_transport {

namespace {

// Without lines.
std::string Base64Of(const std::string& bytes) {
  std::string result;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    for (std::size_t index = 0; index < 3; ++index) {
      group = (group << 8) | (at + index < bytes.size() ? static_cast<unsigned char>(bytes[at + index]) : 0u);
    }
    for (int index = 0; index < 4; ++index) {
      const bool is_padding = at + static_cast<std::size_t>(index) > bytes.size();
      result.push_back(is_padding ? '=' : kBase64Digits[(group >> (18 - 6 * index)) & 0x3F]);
    }
  }
  return result;
}

}  // namespace

std::string Base64(const std::string& bytes) {
  const std::string whole = Base64Of(bytes);
  std::string lines;
  for (std::size_t at = 0; at < whole.size(); at += 76) lines += whole.substr(at, 76) + "\r\n";
  return lines;
}

std::string HeaderValue(const std::string& utf8) {
  const auto is_plain = [](unsigned char one) { return one >= 0x20 && one < 0x7F; };
  const bool is_ascii = std::all_of(utf8.begin(), utf8.end(), is_plain) && utf8.find("=?") == std::string::npos;
  if (is_ascii && utf8.size() < 900 && !utf8.empty() && utf8.front() != ' ' && utf8.back() != ' ') return utf8;
  std::string words;
  for (std::size_t at = 0; at < utf8.size();) {
    // A word has at most 75 characters, and no half of one.
    std::size_t end = std::min(at + 42, utf8.size());
    while (end < utf8.size() && end > at + 1 && (utf8[end] & 0xC0) == 0x80) --end;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + Base64Of(utf8.substr(at, end - at)) + "?=";
    at = end;
  }
  return words;
}

std::string QuotedName(const std::string& utf8) {
  const std::string value = HeaderValue(utf8);
  if (value != utf8) return value;
  std::string quoted = "\"";
  for (const char character : utf8) {
    if (character == '"' || character == '\\') quoted.push_back('\\');
    quoted.push_back(character);
  }
  return quoted + "\"";
}

std::string FoldedIds(const std::string& text) {
  std::string ids;
  std::string id;
  for (const char character : text + " ") {
    const auto byte = static_cast<unsigned char>(character);
    if (byte > 0x20 && byte < 0x7F) {
      id.push_back(character);
    } else if (!id.empty()) {
      ids += (ids.empty() ? "" : "\r\n ") + std::exchange(id, {});
    }
  }
  return ids;
}

std::string Parameter(const std::string& name, const std::string& utf8) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string value;
  for (const char character : utf8) {
    const auto byte = static_cast<unsigned char>(character);
    if (std::isalnum(byte) != 0 && byte < 0x80) {
      value.push_back(character);
    } else {
      value += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return name + "*=UTF-8''" + value;
}

bool IsPlainAddress(const std::string& address) {
  const auto is_plain = [](unsigned char one) { return one > 0x20 && one < 0x7F && one != '<' && one != '>'; };
  return !address.empty() && std::all_of(address.begin(), address.end(), is_plain);
}

}  // namespace native_transport
