#include "outgoing-queue.h"

#include "folder-operations.h"
#include "message.h"

namespace native_store {

namespace {

StoredObjectPtr LeaveQueue(Store& store, const StoredObject& message, const std::function<void(PropertyBag&)>& change) {
  StoredObjectPtr changed = store.Update(
      message,
      [&](PropertyBag& properties) {
        properties.Set(LongProperty(PR_MESSAGE_FLAGS, properties.Long(PR_MESSAGE_FLAGS) & ~MSGFLAG_SUBMIT));
        properties.Remove(PR_SUBMIT_FLAGS);
        change(properties);
      },
      false);
  store.SetLocked(message.id, false);
  store.ContentsChanged(*changed, changed->parent);
  store.Notify(fnevObjectModified, *changed);
  return changed;
}

}  // namespace

bool PrepareSubmission(LogonScope& scope, OpenContent& content, IMessage* message) {
  if (content.recipients.IsEmpty()) throw Failure(MAPI_E_NO_RECIPIENTS, "the message has no recipients");
  IMAPISupport& support = scope.support();
  if (scope.store().IsFirstSubmission()) support.SpoolerNotify(NOTIFY_READYTOSEND, nullptr);
  ULONG flags = 0;
  if ((content.properties.Long(PR_MESSAGE_FLAGS) & MSGFLAG_RESEND) != 0) {
    Demand(support.PrepareSubmit(message, &flags), "PrepareSubmit");
  }
  flags = 0;
  Demand(support.ExpandRecips(message, &flags), "ExpandRecips");
  return (flags & NEEDS_PREPROCESSING) != 0 && !scope.is_spooler();
}

void MarkSubmitted(MessageContent* content, bool needs_preprocessing) {
  for (PropertyBag& recipient : content->recipients) {
    // Nobody has taken any yet, but those of whom PrepareSubmit says that they have the message.
    const bool has_it = (recipient.Long(PR_RECIPIENT_TYPE) & MAPI_P1) != 0 && recipient.Boolean(PR_RESPONSIBILITY);
    recipient.Set(BooleanProperty(PR_RESPONSIBILITY, has_it));
  }
  PropertyBag& properties = content->properties;
  const LONG flags = properties.Long(PR_MESSAGE_FLAGS) & ~MSGFLAG_RESEND;
  properties.Set(LongProperty(PR_MESSAGE_FLAGS, flags | MSGFLAG_SUBMIT));
  properties.Set(LongProperty(PR_SUBMIT_FLAGS, needs_preprocessing ? SUBMITFLAG_PREPROCESS : 0));
  properties.Set(TimeProperty(PR_CLIENT_SUBMIT_TIME, Now()));
}

std::vector<StoredObjectPtr> QueuedMessages(const Store& store) {
  std::vector<StoredObjectPtr> queued = store.database().Select(
      [](const StoredObject& object) { return object.kind == ObjectKind::Message && IsSubmitted(object); });
  const auto time = [](const StoredObjectPtr& message) {
    const auto* const submitted = message->properties().Get<std::int64_t>(PR_CLIENT_SUBMIT_TIME);
    return submitted == nullptr ? 0 : *submitted;
  };
  std::stable_sort(queued.begin(), queued.end(),
                   [&](const auto& left, const auto& right) { return time(left) < time(right); });
  return queued;
}

void AbortSubmission(LogonScope& scope, const StoredObject& message) {
  LeaveQueue(scope.store(), message, [](PropertyBag&) {});
}

void FinishSubmission(const LogonScopePtr& scope, const StoredObject& message) {
  Store& store = scope->store();
  StoredObjectPtr sent = LeaveQueue(store, message, [](PropertyBag& properties) {
    properties.Set(LongProperty(PR_MESSAGE_FLAGS, properties.Long(PR_MESSAGE_FLAGS) & ~MSGFLAG_UNSENT));
    properties.Set(TimeProperty(PR_PROVIDER_SUBMIT_TIME, Now()));
  });
  if (const Bytes* const entry_id = message.properties().Binary(PR_SENTMAIL_ENTRYID)) {
    // A folder that is gone by now, or in another store: the message stays.
    const auto parts = ParseEntryId(static_cast<ULONG>(entry_id->size()), entry_id->data());
    const bool is_here = parts && parts->store == store.uid() && parts->object;
    const StoredObjectPtr folder = is_here ? store.Read(*parts->object) : nullptr;
    if (folder != nullptr && folder->kind == ObjectKind::Folder && folder->id != sent->parent) {
      sent = MoveMessage(store, *sent, folder->id);
    }
  }
  if (message.properties().Boolean(PR_DELETE_AFTER_SUBMIT)) {
    DeleteMessage(store, *sent);
    return;
  }
  // What remains for MAPI are the hooks of other providers: the message is where it belongs.
  const ComPtr<Message> opened = OpenStoredMessage(scope, *sent, 0);
  scope->support().DoSentMail(0, opened.get());
}

}  // namespace native_store
