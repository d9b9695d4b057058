#include "outgoing-message.h"

#include <algorithm>
#include <ctime>

#include "com.h"
#include "failure.h"
#include "faults.h"
#include "mime.h"
#include "properties.h"

namespace native_transport {

namespace {

// An attachment that nobody releases, for Fault::LeaksAnAttachment.
IAttach* leaked_attachment = nullptr;

std::string Hex(const void* bytes, std::size_t size) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t index = 0; index < size; ++index) {
    const auto byte = static_cast<const BYTE*>(bytes)[index];
    text += {kHex[byte >> 4], kHex[byte & 15]};
  }
  return text;
}

// A header, unless its value is empty.
std::string Header(const char* name, const std::string& value) {
  return value.empty() ? std::string() : std::string(name) + ": " + value + "\r\n";
}

// Those of a type whom the message names; with MAPI_P1 it does not.
std::string Named(const Rows& recipients, ULONG type) {
  std::string list;
  for (const SRow& row : recipients.rows()) {
    const auto text = [&row](ULONG tag) {
      const SPropValue* const found = FindProperty(row.lpProps, row.cValues, tag);
      return found == nullptr ? std::string() : ToUtf8(found->Value.lpszW);
    };
    const SPropValue* const found = FindProperty(row.lpProps, row.cValues, PR_RECIPIENT_TYPE);
    const ULONG kind = found == nullptr ? static_cast<ULONG>(MAPI_TO) : static_cast<ULONG>(found->Value.l);
    const std::string address = text(PR_EMAIL_ADDRESS_W);
    if ((kind & MAPI_P1) != 0 || (kind & 0xF) != type) continue;
    if (Folded(FromUtf8(text(PR_ADDRTYPE_W))) != W("smtp") || !IsPlainAddress(address)) continue;
    const std::string name = text(PR_DISPLAY_NAME_W);
    if (!list.empty()) list += ",\r\n ";
    list += name.empty() || name == address ? address : QuotedName(name) + "\r\n <" + address + ">";
  }
  return list;
}

std::string Date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
#if defined(_WIN32)
  gmtime_s(&parts, &now);
#else
  gmtime_r(&now, &parts);
#endif
  char text[64];
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts);
  return text;
}

std::string MessageIdOf(const Properties& properties, const std::string& key, const std::string& from) {
  const std::string own = properties.TextOf(PR_TRANSPORT_MESSAGE_ID_W);
  const bool is_usable = own.size() > 2 && own.front() == '<' && own.back() == '>' &&
                         IsPlainAddress(own.substr(1, own.size() - 2));
  if (is_usable) return own;
  const std::size_t at = from.rfind('@');
  return "<" + key + "@" + (at == std::string::npos ? "localhost" : from.substr(at + 1)) + ">";
}

std::string TextPart(const std::string& body) {
  return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(body);
}

std::string Content(IMessage& message, const std::string& boundary);

std::string EmbeddedPart(IAttach& attachment, const std::string& boundary) {
  ComPtr<IMessage> inner;
  const HRESULT hr = attachment.OpenProperty(PR_ATTACH_DATA_OBJ, &IID_IMessage, 0, 0,
                                             reinterpret_cast<LPUNKNOWN*>(inner.Receive()));
  if (FAILED(hr)) throw Unsendable{"a message within it cannot be read"};
  const Properties properties(*inner.get(), {PR_SUBJECT_W});
  // No boundary may begin with another one.
  return "Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" +
         Header("Subject", HeaderValue(properties.TextOf(PR_SUBJECT_W))) + "MIME-Version: 1.0\r\n" +
         Content(*inner.get(), "in-" + boundary);
}

std::string AttachedPart(IAttach& attachment, const std::string& boundary) {
  const Properties properties(attachment, {PR_ATTACH_METHOD, PR_ATTACH_LONG_FILENAME_W, PR_ATTACH_FILENAME_W,
                                           PR_TRANSPORT_CONTENT_ID_W});
  const ULONG method = properties.LongOf(PR_ATTACH_METHOD, NO_ATTACHMENT);
  if (method == ATTACH_EMBEDDED_MSG) return EmbeddedPart(attachment, boundary);
  if (method != ATTACH_BY_VALUE) throw Unsendable{"an attachment of it is a link, or an OLE object"};
  std::string name = properties.TextOf(PR_ATTACH_LONG_FILENAME_W);
  if (name.empty()) name = properties.TextOf(PR_ATTACH_FILENAME_W);
  const std::string id = properties.TextOf(PR_TRANSPORT_CONTENT_ID_W);
  return "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
         "Content-Disposition: attachment" +
         (name.empty() ? std::string() : ";\r\n " + Parameter("filename", name)) + "\r\n" +
         (IsPlainAddress(id) ? Header("Content-ID", "<" + id + ">") : std::string()) + "\r\n" +
         Base64(ReadLargeBinary(attachment, PR_ATTACH_DATA_BIN));
}

// The content headers, an empty line, and the text with the attachments.
std::string Content(IMessage& message, const std::string& boundary) {
  const std::string body = ReadLargeText(message, PR_BODY_W);
  ComPtr<IMAPITable> table;
  Demand(message.GetAttachmentTable(0, table.Receive()), "GetAttachmentTable");
  const Rows rows(*table.get());
  if (rows.rows().empty()) return TextPart(body);
  if (HasFault(Fault::SendsTextAlone) || HasFault(Fault::FreesAReportedList)) throw Unsendable{"this transport sends text alone"};
  std::string content =
      "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n" + TextPart(body);
  for (const SRow& row : rows.rows()) {
    const SPropValue* const number = FindProperty(row.lpProps, row.cValues, PR_ATTACH_NUM);
    if (number == nullptr) throw Failure(MAPI_E_CORRUPT_DATA, "an attachment has no number");
    // Released before EndMessage returns, as everything is that was opened here; the message itself is the spooler's.
    ComPtr<IAttach> attachment;
    Demand(message.OpenAttach(static_cast<ULONG>(number->Value.l), nullptr, 0, attachment.Receive()), "OpenAttach");
    content += "--" + boundary + "\r\n" + AttachedPart(*attachment.get(), boundary);
    if (HasFault(Fault::LeaksAnAttachment)) leaked_attachment = attachment.Detach();
  }
  return content + "--" + boundary + "--\r\n";
}

// The address of one of those whom a message comes from; empty where it names none that SMTP knows.
std::string AddressOf(IMessage& message, ULONG type_tag, ULONG address_tag) {
  const Properties properties(message, {type_tag, address_tag});
  const std::string address = properties.TextOf(address_tag);
  return properties.TextOf(type_tag) == "SMTP" && IsPlainAddress(address) ? address : std::string();
}

}  // namespace

std::string KeyOf(IMessage& message) {
  const Properties properties(message, {PR_SEARCH_KEY, PR_CLIENT_SUBMIT_TIME});
  const SPropValue* const key = properties.Find(PR_SEARCH_KEY);
  if (key == nullptr) throw Failure(MAPI_E_CORRUPT_DATA, "a message has no search key");
  const SPropValue* const time = properties.Find(PR_CLIENT_SUBMIT_TIME);
  const FILETIME submitted = time == nullptr ? FILETIME{} : time->Value.ft;
  const auto size = std::min<std::size_t>(key->Value.bin.cb, 64);
  return Hex(key->Value.bin.lpb, size) + Hex(&submitted, sizeof submitted);
}

std::string SenderOf(IMessage& message, const std::string& otherwise) {
  const std::string address = AddressOf(message, PR_SENDER_ADDRTYPE_W, PR_SENDER_EMAIL_ADDRESS_W);
  return address.empty() ? otherwise : address;
}

std::string WriteMessage(IMessage& message, const std::string& key, const std::string& from) {
  const Properties properties(message, {PR_SUBJECT_W, PR_TRANSPORT_MESSAGE_ID_W, PR_TRANSPORT_IN_REPLY_TO_W,
                                        PR_TRANSPORT_REFERENCES_W});
  ComPtr<IMAPITable> table;
  Demand(message.GetRecipientTable(MAPI_UNICODE, table.Receive()), "GetRecipientTable");
  const Rows recipients(*table.get());
  // Who sends on behalf of somebody else is in Sender.
  const std::string author =
      AddressOf(message, PR_SENT_REPRESENTING_ADDRTYPE_W, PR_SENT_REPRESENTING_EMAIL_ADDRESS_W);
  const bool is_on_behalf = !author.empty() && author != from;
  return Header("From", is_on_behalf ? author : from) + Header("Sender", is_on_behalf ? from : std::string()) +
         Header("To", Named(recipients, MAPI_TO)) + Header("Cc", Named(recipients, MAPI_CC)) +
         Header("Subject", HeaderValue(properties.TextOf(PR_SUBJECT_W))) +
         Header("Message-ID", MessageIdOf(properties, key, from)) + Header("Date", Date()) +
         Header("In-Reply-To", FoldedIds(properties.TextOf(PR_TRANSPORT_IN_REPLY_TO_W))) +
         Header("References", FoldedIds(properties.TextOf(PR_TRANSPORT_REFERENCES_W))) + "MIME-Version: 1.0\r\n" +
         Content(message, "part-" + key);
}

}  // namespace native_transport
