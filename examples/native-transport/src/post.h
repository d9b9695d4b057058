// What one logon has: the outbox, the inbox, and the thread that sends.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "file.h"
#include "inbox.h"
#include "outbox.h"
#include "profile.h"

namespace native_transport {

class Post {
 public:
  // Begins to send as soon as the spooler says so.
  Post(const Settings& settings, ULONG logon_flags);
  Post(const Post&) = delete;
  Post& operator=(const Post&) = delete;
  // Ends what is under way, and waits for that: no server is waited for.
  ~Post();

  const Settings& settings() const { return settings_; }
  Outbox& outbox() { return outbox_; }
  Inbox& inbox() { return inbox_; }

  // NOTIFY_BEGIN_ and NOTIFY_END_ of TransportNotify.
  void Event(ULONG flags);
  // Sends now, whatever pause there is.
  void Hurry();
  // A message was added to the outbox.
  void Added();
  bool MayReceive() const;

  // NotifyProcessShutdown: begins nothing for two seconds, and breaks off what is under way.
  void Pause();
  // DoFastShutdown: nothing more is begun, and what is on the disk stays as it is.
  void Freeze();

  // For Fault::JoinsASenderThatNotifies: called on the sending thread when something was sent.
  void SetAfterSending(std::function<void()> call);

 private:
  using Clock = std::chrono::steady_clock;

  void Run();
  void SendOne(std::unique_lock<std::mutex>& lock);
  // When the next delivery may begin, as far as that is known.
  bool MaySend() const;

  const Settings settings_;
  FolderLock lock_;
  Outbox outbox_;
  Inbox inbox_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // Nobody is told that they are over: they run out.
  Clock::time_point paused_until_{};
  Clock::time_point retry_at_{};
  std::chrono::milliseconds retry_after_{};
  bool may_connect_;
  bool sends_ = false;
  bool receives_ = false;
  bool is_frozen_ = false;
  bool is_closed_ = false;
  // The delivery under way is to be broken off.
  std::atomic<bool> is_stopped_{false};
  std::function<void()> after_sending_;
  std::thread thread_;
};

}  // namespace native_transport
