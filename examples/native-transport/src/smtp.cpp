#include "smtp.h"

#include "connection.h"
#include "failure.h"
#include "faults.h"
#include "mail.h"

namespace native_transport {

namespace {

struct Reply {
  int code = 0;
  std::string text;

  bool is_good() const { return code >= 200 && code < 400; }
  bool is_final() const { return code >= 500; }
};

// The last line of a reply has a space behind its code, the others have a hyphen.
Reply ReadReply(Connection& connection) {
  for (;;) {
    const std::string line = connection.ReadLine();
    if (line.size() < 3) throw Failure(MAPI_E_NETWORK_ERROR, "the server does not speak SMTP");
    if (line.size() > 3 && line[3] == '-') continue;
    return {std::atoi(line.substr(0, 3).c_str()), line};
  }
}

Reply Ask(Connection& connection, const std::string& command) {
  connection.Write(command + "\r\n");
  return ReadReply(connection);
}

void Expect(const Reply& reply) {
  if (!reply.is_good()) throw Failure(MAPI_E_NETWORK_ERROR, reply.text);
}

// A line that begins with a point gets a second one; a line that is one point is the end.
std::string Stuffed(const std::string& content) {
  std::string result;
  result.reserve(content.size() + 16);
  bool is_line_start = true;
  for (const char character : content) {
    if (is_line_start && character == '.') result.push_back('.');
    result.push_back(character);
    is_line_start = character == '\n';
  }
  if (!is_line_start) result += "\r\n";
  return result + ".\r\n";
}

Delivery RefusedForAll(Delivery delivery, const std::vector<std::string>& recipients, const std::string& reason) {
  for (const std::string& address : recipients) delivery.refused.push_back({address, reason});
  return delivery;
}

}  // namespace

Delivery SendBySmtp(const std::string& host, const std::string& port, const Outgoing& message,
                    const std::atomic<bool>& is_stopped) {
  Delivery delivery;
  delivery.key = message.key;
  delivery.subject = HeaderOf(message.content, "subject");
  Connection connection(host, port, is_stopped);
  Expect(ReadReply(connection));
  Expect(Ask(connection, "EHLO localhost"));
  const Reply sender = Ask(connection, "MAIL FROM:<" + message.from + ">");
  if (sender.is_final()) return RefusedForAll(delivery, message.recipients, sender.text);
  Expect(sender);
  std::vector<std::string> accepted;
  for (const std::string& address : message.recipients) {
    const Reply reply = Ask(connection, "RCPT TO:<" + address + ">");
    if (reply.is_good()) {
      accepted.push_back(address);
    } else if (reply.is_final()) {
      delivery.refused.push_back({address, reply.text});
    } else {
      delivery.later.push_back(address);
    }
  }
  if (!accepted.empty()) {
    const Reply begin = Ask(connection, "DATA");
    if (begin.is_final()) return RefusedForAll(delivery, accepted, begin.text);
    Expect(begin);
    connection.Write(Stuffed(message.content));
    if (HasFault(Fault::SentBeforeTheAnswer)) return delivery;
    const Reply end = ReadReply(connection);
    if (end.is_final()) return RefusedForAll(delivery, accepted, end.text);
    Expect(end);
  }
  // It is sent, whatever comes of the farewell.
  connection.TryToWrite("QUIT\r\n");
  return delivery;
}

}  // namespace native_transport
