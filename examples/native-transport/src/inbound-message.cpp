#include "inbound-message.h"

#include <algorithm>
#include <cctype>

#include "com.h"
#include "failure.h"
#include "properties.h"

namespace native_transport {

namespace {

// SMTP:NAME@EXAMPLE.ORG, with the zero behind it.
std::string SearchKey(const std::string& address) {
  std::string key = "SMTP:" + address;
  std::transform(key.begin(), key.end(), key.begin(), [](unsigned char one) { return std::toupper(one); });
  return key + '\0';
}

std::string OneOff(IMAPISupport& support, const std::string& name, const std::string& address) {
  Text wide_name = FromUtf8(name);
  Text wide_type = FromAscii("SMTP");
  Text wide_address = FromUtf8(address);
  const auto argument = [](Text& text) { return reinterpret_cast<LPTSTR>(text.data()); };
  ULONG size = 0;
  MapiOwned<ENTRYID> entry_id;
  Demand(support.CreateOneOff(argument(wide_name), argument(wide_type), argument(wide_address), MAPI_UNICODE, &size,
                              entry_id.Receive()),
         "CreateOneOff");
  return std::string(reinterpret_cast<const char*>(entry_id.get()), size);
}

void AddSender(IMAPISupport& support, const Mail& mail, PropertyList& properties) {
  const std::vector<std::string> from = mail.Addresses("from");
  if (from.empty()) return;
  const std::string& address = from.front();
  std::string name = mail.Header("from");
  name = name.substr(0, name.find('<'));
  while (!name.empty() && (name.back() == ' ' || name.back() == '"')) name.pop_back();
  if (!name.empty() && name.front() == '"') name.erase(0, 1);
  if (name.empty()) name = address;
  const std::string entry_id = OneOff(support, name, address);
  properties.AddText(PR_SENDER_NAME_W, name);
  properties.AddText(PR_SENDER_ADDRTYPE_W, "SMTP");
  properties.AddText(PR_SENDER_EMAIL_ADDRESS_W, address);
  properties.AddBinary(PR_SENDER_ENTRYID, entry_id);
  properties.AddBinary(PR_SENDER_SEARCH_KEY, SearchKey(address));
  properties.AddText(PR_SENT_REPRESENTING_NAME_W, name);
  properties.AddText(PR_SENT_REPRESENTING_ADDRTYPE_W, "SMTP");
  properties.AddText(PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, address);
  properties.AddBinary(PR_SENT_REPRESENTING_ENTRYID, entry_id);
  properties.AddBinary(PR_SENT_REPRESENTING_SEARCH_KEY, SearchKey(address));
}

void AddHeader(const Mail& mail, const char* name, ULONG tag, PropertyList& properties) {
  const std::string value = mail.Header(name);
  if (!value.empty()) properties.AddText(tag, value);
}

void WriteRecipients(IMAPISupport& support, IMessage& message, const Mail& mail) {
  // They stay where they are: a vector that grows would copy them.
  std::deque<PropertyList> rows;
  for (const auto& [header, type] : {std::pair("to", MAPI_TO), std::pair("cc", MAPI_CC)}) {
    for (const std::string& address : mail.Addresses(header)) {
      PropertyList& row = rows.emplace_back();
      row.AddLong(PR_RECIPIENT_TYPE, static_cast<ULONG>(type));
      row.AddText(PR_DISPLAY_NAME_W, address);
      row.AddText(PR_ADDRTYPE_W, "SMTP");
      row.AddText(PR_EMAIL_ADDRESS_W, address);
      row.AddBinary(PR_ENTRYID, OneOff(support, address, address));
      row.AddBinary(PR_SEARCH_KEY, SearchKey(address));
    }
  }
  if (rows.empty()) return;
  MapiBlock block(CbNewADRLIST(rows.size()));
  auto* const list = block.As<ADRLIST>();
  list->cEntries = static_cast<ULONG>(rows.size());
  for (std::size_t index = 0; index < rows.size(); ++index) {
    list->aEntries[index].cValues = rows[index].size();
    list->aEntries[index].rgPropVals = rows[index].data();
  }
  Demand(message.ModifyRecipients(0, list), "ModifyRecipients");
}

void WriteAttachment(IMessage& message, const MailPart& part) {
  ULONG number = 0;
  ComPtr<IAttach> attachment;
  Demand(message.CreateAttach(nullptr, 0, &number, attachment.Receive()), "CreateAttach");
  PropertyList properties;
  properties.AddLong(PR_ATTACH_METHOD, ATTACH_BY_VALUE);
  properties.AddText(PR_ATTACH_LONG_FILENAME_W, part.name);
  if (!part.content_id.empty()) properties.AddText(PR_TRANSPORT_CONTENT_ID_W, part.content_id);
  properties.AddLong(PR_RENDERING_POSITION, 0xFFFFFFFF);
  properties.SetOn(*attachment.get());
  // By a stream: it may be larger than what a store takes at once.
  ComPtr<IStream> stream;
  Demand(attachment->OpenProperty(PR_ATTACH_DATA_BIN, &IID_IStream, STGM_WRITE, MAPI_CREATE | MAPI_MODIFY,
                                  reinterpret_cast<LPUNKNOWN*>(stream.Receive())),
         "OpenProperty");
  Demand(stream->Write(part.data.data(), static_cast<ULONG>(part.data.size()), nullptr), "IStream::Write");
  Demand(stream->Commit(0), "IStream::Commit");
  stream.Reset();
  Demand(attachment->SaveChanges(0), "SaveChanges of an attachment");
}

}  // namespace

void WriteInbound(IMAPISupport& support, IMessage& message, const Inbound& inbound) {
  const Mail& mail = inbound.mail;
  PropertyList properties;
  properties.AddText(PR_MESSAGE_CLASS_W, inbound.is_report ? "REPORT.IPM.Note.NDR" : "IPM.Note");
  // Without it the message would be what a new one is: read, and a draft.
  properties.AddLong(PR_MESSAGE_FLAGS, 0);
  properties.AddTime(PR_MESSAGE_DELIVERY_TIME, Now());
  properties.AddText(PR_SUBJECT_W, mail.Header("subject"));
  properties.AddText(PR_BODY_W, mail.body);
  AddHeader(mail, "message-id", PR_TRANSPORT_MESSAGE_ID_W, properties);
  AddHeader(mail, "in-reply-to", PR_TRANSPORT_IN_REPLY_TO_W, properties);
  AddHeader(mail, "references", PR_TRANSPORT_REFERENCES_W, properties);
  if (inbound.is_report) {
    properties.AddText(PR_REPORT_TEXT_W, mail.body);
    properties.AddTime(PR_REPORT_TIME, Now());
    properties.AddText(PR_SENDER_NAME_W, "System Administrator");
  } else {
    AddSender(support, mail, properties);
  }
  properties.SetOn(message);
  WriteRecipients(support, message, mail);
  for (const MailPart& part : mail.attachments) WriteAttachment(message, part);
  Demand(message.SaveChanges(KEEP_OPEN_READWRITE), "SaveChanges");
}

}  // namespace native_transport
