#include "notifier.h"

#include <algorithm>

namespace native {

ULONG_PTR Notifier::Advise(const void* owner, std::optional<ObjectId> target, ULONG mask, LPMAPIADVISESINK sink) {
  const ULONG_PTR connection = next_connection_++;
  sinks_[connection] = {owner, target, mask, ComPtr<IMAPIAdviseSink>::Share(sink)};
  return connection;
}

HRESULT Notifier::Unadvise(const void* owner, ULONG_PTR connection) {
  const auto found = sinks_.find(connection);
  if (found == sinks_.end() || found->second.owner != owner) return MAPI_E_NOT_FOUND;
  sinks_.erase(found);
  return S_OK;
}

void Notifier::Forget(const void* owner) {
  for (auto at = sinks_.begin(); at != sinks_.end();) at = at->second.owner == owner ? sinks_.erase(at) : std::next(at);
}

void Notifier::Post(const ObjectEvent& event) {
  for (const auto& [connection, registration] : sinks_) {
    if ((registration.mask & event.type) == 0) continue;
    const auto& target = registration.target;
    if (target && *target != event.id && target != event.parent) continue;
    Delivery delivery;
    delivery.sink = registration.sink;
    delivery.notification.ulEventType = event.type;
    delivery.notification.info.obj.ulObjType = event.object_type;
    delivery.entry_id = event.entry_id;
    delivery.parent_entry_id = event.parent_entry_id;
    deliveries_.push_back(std::move(delivery));
  }
}

void Notifier::PostNewMail(const NOTIFICATION& notification, const std::vector<ObjectId>& objects) {
  const NEWMAIL_NOTIFICATION& mail = notification.info.newmail;
  for (const auto& [connection, registration] : sinks_) {
    if ((registration.mask & fnevNewMail) == 0) continue;
    const auto& target = registration.target;
    if (target && std::find(objects.begin(), objects.end(), *target) == objects.end()) continue;
    Delivery delivery;
    delivery.sink = registration.sink;
    delivery.notification.ulEventType = fnevNewMail;
    delivery.notification.info.newmail.ulFlags = mail.ulFlags & ~MAPI_UNICODE;
    delivery.notification.info.newmail.ulMessageFlags = mail.ulMessageFlags;
    const auto* const entry = reinterpret_cast<const BYTE*>(mail.lpEntryID);
    const auto* const parent = reinterpret_cast<const BYTE*>(mail.lpParentID);
    delivery.entry_id.assign(entry, entry + mail.cbEntryID);
    delivery.parent_entry_id.assign(parent, parent + mail.cbParentID);
    delivery.message_class = ToAnsi(FromArgument(mail.lpszMessageClass, mail.ulFlags));
    deliveries_.push_back(std::move(delivery));
  }
}

void Notifier::PostTableChanged(const std::vector<ComPtr<IMAPIAdviseSink>>& sinks) {
  for (const auto& sink : sinks) {
    Delivery delivery;
    delivery.sink = sink;
    delivery.notification.ulEventType = fnevTableModified;
    delivery.notification.info.tab.ulTableEvent = TABLE_CHANGED;
    delivery.notification.info.tab.propIndex.ulPropTag = PR_NULL;
    delivery.notification.info.tab.propPrior.ulPropTag = PR_NULL;
    deliveries_.push_back(std::move(delivery));
  }
}

void Notifier::Deliver(std::vector<Delivery> deliveries) noexcept {
  for (Delivery& delivery : deliveries) {
    NOTIFICATION& notification = delivery.notification;
    const auto entry = reinterpret_cast<LPENTRYID>(delivery.entry_id.data());
    const auto parent = reinterpret_cast<LPENTRYID>(delivery.parent_entry_id.data());
    if (notification.ulEventType == fnevNewMail) {
      NEWMAIL_NOTIFICATION& mail = notification.info.newmail;
      mail.cbEntryID = static_cast<ULONG>(delivery.entry_id.size());
      mail.lpEntryID = entry;
      mail.cbParentID = static_cast<ULONG>(delivery.parent_entry_id.size());
      mail.lpParentID = parent;
      mail.lpszMessageClass = reinterpret_cast<LPTSTR>(delivery.message_class.data());
    } else if (notification.ulEventType != fnevTableModified) {
      OBJECT_NOTIFICATION& object = notification.info.obj;
      object.cbEntryID = static_cast<ULONG>(delivery.entry_id.size());
      object.lpEntryID = entry;
      object.cbParentID = static_cast<ULONG>(delivery.parent_entry_id.size());
      object.lpParentID = delivery.parent_entry_id.empty() ? nullptr : parent;
    }
    delivery.sink->OnNotify(1, &notification);
  }
}

}  // namespace native
