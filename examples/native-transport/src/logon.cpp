#include "logon.h"

#include "failure.h"
#include "faults.h"
#include "inbound-message.h"
#include "properties.h"

namespace native_transport {

Logon::Logon(LPMAPISUP support, std::shared_ptr<Post> post)
    : support_(ComPtr<IMAPISupport>::Share(support)), post_(std::move(post)) {
  if (HasFault(Fault::JoinsASenderThatNotifies)) {
    post_->SetAfterSending([support] { support->SpoolerNotify(NOTIFY_NEWMAIL, nullptr); });
  }
}

Logon::~Logon() { End(); }

template <typename Body>
HRESULT Logon::Guard(Body&& body) noexcept {
  if (post_ == nullptr) return MAPI_E_INVALID_OBJECT;
  return Protect(body);
}

HRESULT Logon::AddressTypes(ULONG* flags, ULONG* type_count, LPTSTR** types, ULONG* uid_count,
                            LPMAPIUID** uids) noexcept {
  return Guard([&]() -> HRESULT {
    // They stay ours, and have to be there until the logoff.
    static WCHAR smtp[] = W("SMTP");
    static LPTSTR all[] = {reinterpret_cast<LPTSTR>(smtp)};
    *flags = MAPI_UNICODE;
    *type_count = 1;
    *types = all;
    *uid_count = 0;
    *uids = nullptr;
    return S_OK;
  });
}

HRESULT Logon::RegisterOptions(ULONG* flags, ULONG* count, LPOPTIONDATA* options) noexcept {
  *flags = 0;
  *count = 0;
  *options = nullptr;
  return S_OK;
}

HRESULT Logon::TransportNotify(ULONG* flags, LPVOID*) noexcept {
  return Guard([&]() -> HRESULT {
    post_->Event(*flags);
    if ((*flags & NOTIFY_BEGIN_INBOUND) != 0) status_ |= STATUS_INBOUND_ENABLED;
    if ((*flags & NOTIFY_END_INBOUND) != 0) status_ &= ~STATUS_INBOUND_ENABLED;
    if ((*flags & NOTIFY_BEGIN_OUTBOUND) != 0) status_ |= STATUS_OUTBOUND_ENABLED;
    if ((*flags & NOTIFY_END_OUTBOUND) != 0) status_ &= ~STATUS_OUTBOUND_ENABLED;
    if ((*flags & NOTIFY_END_INBOUND_FLUSH) != 0) status_ &= ~STATUS_INBOUND_FLUSH;
    if ((*flags & NOTIFY_END_OUTBOUND_FLUSH) != 0) status_ &= ~STATUS_OUTBOUND_FLUSH;
    ShowState();
    return S_OK;
  });
}

HRESULT Logon::Idle(ULONG) noexcept { return S_OK; }

HRESULT Logon::TransportLogoff(ULONG) noexcept {
  End();
  return S_OK;
}

// The sending thread first, the support object last: MAPI takes the session apart when that is released.
void Logon::End() noexcept {
  post_.reset();
  if (HasFault(Fault::LeaksTheSupportObject)) {
    support_.Detach();
  } else {
    support_.Reset();
  }
}

// The spooler hands a message over. With S_OK, and with recipients marked, it is ours: so it is in the outbox before.
HRESULT Logon::SubmitMessage(ULONG, LPMESSAGE message, UIntParam* reference, UIntParam* seconds) noexcept {
  return Guard([&]() -> HRESULT {
    // First of all: the spooler may take the message back while it is being read.
    *reference = ++last_reference_;
    if (seconds != nullptr) *seconds = 0;
    if (lent_ != nullptr) Properties(*lent_, {PR_SUBJECT_W});
    if (!TakeOver(*support_.get(), *message, post_->outbox(), post_->settings().from)) return MAPI_E_NOT_ME;
    post_->Added();
    if (HasFault(Fault::ReleasesTheMessage)) message->Release();
    if (HasFault(Fault::UsesTheMessageAfterEndMessage)) lent_ = message;
    return S_OK;
  });
}

// Everything that was opened on the message is released by now, and the message is the spooler's.
HRESULT Logon::EndMessage(UIntParam, ULONG* flags) noexcept {
  return Guard([&]() -> HRESULT {
    // Nothing more is wanted of the spooler: neither that it offers the message again, nor that it waits for us.
    *flags = 0;
    return S_OK;
  });
}

HRESULT Logon::Poll(ULONG* is_waiting) noexcept {
  return Guard([&]() -> HRESULT {
    *is_waiting = post_->MayReceive() && post_->inbox().IsWaiting() ? 1 : 0;
    return S_OK;
  });
}

// The spooler has made a message for what is waiting. It is taken from where it is when the store has it, and not before.
HRESULT Logon::StartMessage(ULONG, LPMESSAGE message, UIntParam* reference) noexcept {
  return Guard([&]() -> HRESULT {
    *reference = ++last_reference_;
    if (!post_->MayReceive()) return S_OK;
    const std::optional<Inbound> inbound = post_->inbox().Next();
    // Nothing is saved, and so there is no message.
    if (!inbound) return S_OK;
    WriteInbound(*support_.get(), *message, *inbound);
    // The store has it, whatever becomes of the file.
    Protect([&]() -> HRESULT {
      post_->inbox().Received(*inbound);
      return S_OK;
    });
    return S_OK;
  });
}

HRESULT Logon::OpenStatusEntry(LPCIID, ULONG, ULONG*, LPMAPISTATUS* entry) noexcept {
  if (entry != nullptr) *entry = nullptr;
  return MAPI_E_NO_SUPPORT;
}

HRESULT Logon::ValidateState(UIntParam, ULONG) noexcept { return S_OK; }

HRESULT Logon::FlushQueues(UIntParam, ULONG, LPENTRYID, ULONG flags) noexcept {
  return Guard([&]() -> HRESULT {
    if ((flags & FLUSH_UPLOAD) != 0) status_ |= STATUS_OUTBOUND_FLUSH;
    if ((flags & FLUSH_DOWNLOAD) != 0) status_ |= STATUS_INBOUND_FLUSH;
    ShowState();
    post_->Hurry();
    return S_OK;
  });
}

void Logon::ShowState() {
  PropertyList row;
  row.AddText(PR_DISPLAY_NAME_W, "Native transport");
  row.AddText(PR_PROVIDER_DISPLAY_W, "Native transport");
  row.AddLong(PR_STATUS_CODE, status_);
  row.AddText(PR_STATUS_STRING_W, "available");
  // There is no status object.
  row.AddLong(PR_RESOURCE_METHODS, 0);
  Demand(support_->ModifyStatusRow(row.size(), row.data(), 0), "ModifyStatusRow");
}

}  // namespace native_transport
