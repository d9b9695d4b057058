#include "submission.h"

#include "com.h"
#include "failure.h"
#include "faults.h"
#include "mime.h"
#include "outgoing-message.h"
#include "properties.h"

namespace native_transport {

namespace {

// A recipient that is ours, and why it cannot get the message, if it cannot.
struct Recipient {
  const SRow* row;
  std::string address;
  std::string problem;
};

// Those with our address type whom no transport has taken yet.
std::vector<Recipient> OwnRecipients(const Rows& rows) {
  std::vector<Recipient> own;
  for (const SRow& row : rows.rows()) {
    const auto find = [&row](ULONG tag) { return FindProperty(row.lpProps, row.cValues, tag); };
    const SPropValue* const taken = find(PR_RESPONSIBILITY);
    if (taken != nullptr && taken->Value.b != FALSE) continue;
    const SPropValue* const type = find(PR_ADDRTYPE_W);
    if (type == nullptr || Folded(type->Value.lpszW) != W("smtp")) continue;
    const SPropValue* const address = find(PR_EMAIL_ADDRESS_W);
    Recipient recipient{&row, address == nullptr ? "" : ToUtf8(address->Value.lpszW), ""};
    if (!IsPlainAddress(recipient.address)) recipient.problem = "this is no address that mail can be sent to";
    own.push_back(recipient);
  }
  return own;
}

// A list of recipients for MAPI, in one block: all properties, with PR_RESPONSIBILITY, and with what a report says.
class AddressList {
 public:
  AddressList(const std::vector<Recipient>& recipients, bool is_report) : block_(CbNewADRLIST(recipients.size())) {
    auto* const list = block_.As<ADRLIST>();
    list->cEntries = static_cast<ULONG>(recipients.size());
    for (std::size_t index = 0; index < recipients.size(); ++index) {
      Fill(list->aEntries[index], recipients[index], is_report);
    }
  }

  LPADRLIST get() const { return block_.As<ADRLIST>(); }
  // MAPI frees it from here on.
  void Give() { block_.Give<ADRLIST>(); }

 private:
  void Fill(ADRENTRY& entry, const Recipient& recipient, bool is_report) {
    constexpr ULONG kMore = 4;
    entry.rgPropVals = block_.More<SPropValue>(recipient.row->cValues + kMore);
    // What the copies point to is the row's, which lives longer.
    for (ULONG index = 0; index < recipient.row->cValues; ++index) {
      const SPropValue& value = recipient.row->lpProps[index];
      if (value.ulPropTag != PR_RESPONSIBILITY) entry.rgPropVals[entry.cValues++] = value;
    }
    Next(entry, PR_RESPONSIBILITY).b = TRUE;
    if (!is_report) return;
    Next(entry, PR_REPORT_TIME).ft = Now();
    Next(entry, PR_NDR_REASON_CODE).l = MAPI_REASON_TRANSFER_FAILED;
    Next(entry, PR_REPORT_TEXT_W).lpszW = block_.CopyWide(FromUtf8(recipient.problem));
  }

  static _PV& Next(ADRENTRY& entry, ULONG tag) {
    SPropValue& value = entry.rgPropVals[entry.cValues++];
    value.ulPropTag = tag;
    return value.Value;
  }

  MapiBlock block_;
};

// Whoever sent it learns for whom it is impossible.
void Report(IMAPISupport& support, IMessage& message, const std::vector<Recipient>& recipients) {
  std::vector<Recipient> failed;
  for (const Recipient& recipient : recipients) {
    if (!recipient.problem.empty()) failed.push_back(recipient);
  }
  if (failed.empty()) return;
  AddressList list(failed, true);
  // Not one that fails is a reason to offer the message again. After a success the list is MAPI's.
  if (FAILED(support.StatusRecips(&message, list.get()))) return;
  if (!HasFault(Fault::FreesAReportedList)) list.Give();
}

}  // namespace

bool TakeOver(IMAPISupport& support, IMessage& message, Outbox& outbox, const std::string& from) {
  ComPtr<IMAPITable> table;
  Demand(message.GetRecipientTable(MAPI_UNICODE, table.Receive()), "GetRecipientTable");
  const Rows rows(*table.get());
  std::vector<Recipient> recipients = OwnRecipients(rows);
  if (recipients.empty()) return false;
  Outgoing outgoing;
  outgoing.key = KeyOf(message);
  // The process may have ended between the two: then it is in the outbox already, or was sent, and is only marked.
  if (!outbox.Has(outgoing.key)) {
    try {
      outgoing.from = SenderOf(message, from);
      outgoing.content = WriteMessage(message, outgoing.key, outgoing.from);
    } catch (const Unsendable& unsendable) {
      for (Recipient& recipient : recipients) recipient.problem = unsendable.reason;
    }
    for (const Recipient& recipient : recipients) {
      if (recipient.problem.empty()) outgoing.recipients.push_back(recipient.address);
    }
    if (!outgoing.recipients.empty()) outbox.Add(outgoing);
  }
  const AddressList marked(recipients, false);
  Demand(message.ModifyRecipients(MODRECIP_MODIFY, marked.get()), "ModifyRecipients");
  Report(support, message, recipients);
  return true;
}

}  // namespace native_transport
