// Who wants to be told of changes, and telling them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "com.h"
#include "object-id.h"
#include "property.h"

namespace native {

// What happened to an object.
struct ObjectEvent {
  ULONG type = 0;
  ULONG object_type = MAPI_MESSAGE;
  ObjectId id{};
  // The folder that it is in now; none for the store.
  std::optional<ObjectId> parent;
  Bytes entry_id;
  Bytes parent_entry_id;
};

// The sinks of one store, and notifications on their way. Sinks are called when no lock is held any more, after the
// method that made the change: a sink may call back into the store.
class Notifier {
 public:
  // No `target` is the whole store.
  ULONG_PTR Advise(const void* owner, std::optional<ObjectId> target, ULONG mask, LPMAPIADVISESINK sink);
  HRESULT Unadvise(const void* owner, ULONG_PTR connection);
  // Ends all registrations of an owner.
  void Forget(const void* owner);

  bool IsIdle() const { return sinks_.empty(); }

  void Post(const ObjectEvent& event);
  void PostNewMail(const NOTIFICATION& notification, const std::vector<ObjectId>& objects);
  // TABLE_CHANGED, to the sinks of one table.
  void PostTableChanged(const std::vector<ComPtr<IMAPIAdviseSink>>& sinks);

  // What was posted, to be delivered by the caller.
  struct Delivery {
    ComPtr<IMAPIAdviseSink> sink;
    NOTIFICATION notification{};
    // What the pointers in the notification point to.
    Bytes entry_id;
    Bytes parent_entry_id;
    std::string message_class;
  };
  std::vector<Delivery> TakeDeliveries() { return std::exchange(deliveries_, {}); }
  static void Deliver(std::vector<Delivery> deliveries) noexcept;

 private:
  struct Registration {
    const void* owner;
    std::optional<ObjectId> target;
    ULONG mask;
    ComPtr<IMAPIAdviseSink> sink;
  };

  std::map<ULONG_PTR, Registration> sinks_;
  ULONG_PTR next_connection_ = 1;
  std::vector<Delivery> deliveries_;
};

}  // namespace native
