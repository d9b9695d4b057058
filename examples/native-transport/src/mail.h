// Messages as they come over the wire: as much of them as this transport reads.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace native_transport {

// A header of a message, decoded; `name` in small letters. Empty when there is none.
std::string HeaderOf(const std::string& message, const std::string& name);

struct MailPart {
  std::string name;
  std::string content_id;
  std::string data;
};

// What is read of a message.
struct Mail {
  // Decoded, by their names in small letters.
  std::map<std::string, std::string> headers;
  // The first text. UTF-8.
  std::string body;
  // Everything else.
  std::vector<MailPart> attachments;

  std::string Header(const std::string& name) const;
  // The addresses that a header names.
  std::vector<std::string> Addresses(const std::string& name) const;
};

Mail ReadMail(const std::string& message);

}  // namespace native_transport
