#include "post.h"

#include "failure.h"
#include "faults.h"
#include "smtp.h"

namespace native_transport {

namespace {

constexpr std::chrono::milliseconds kFirstRetry{500};
constexpr std::chrono::milliseconds kLongestRetry{60000};
// So long nothing is begun after NotifyProcessShutdown: no call tells that the client stays after all.
constexpr std::chrono::seconds kPause{2};

std::filesystem::path Made(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace

Post::Post(const Settings& settings, ULONG logon_flags)
    : settings_(settings),
      lock_(Made(settings.folder) / "transport.lock"),
      outbox_(settings.folder / "outbox"),
      inbox_(settings.maildrop, outbox_),
      may_connect_((logon_flags & LOGON_NO_CONNECT) == 0),
      thread_([this] { Run(); }) {}

Post::~Post() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_closed_ = true;
    is_stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  Protect([&]() -> HRESULT {
    outbox_.RecordAll();
    return S_OK;
  });
}

void Post::Event(ULONG flags) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if ((flags & NOTIFY_BEGIN_OUTBOUND) != 0) sends_ = true;
  if ((flags & NOTIFY_END_OUTBOUND) != 0) sends_ = false;
  if ((flags & NOTIFY_BEGIN_INBOUND) != 0) receives_ = true;
  if ((flags & NOTIFY_END_INBOUND) != 0) receives_ = false;
  changed_.notify_all();
}

void Post::Hurry() {
  const std::lock_guard<std::mutex> lock(mutex_);
  paused_until_ = retry_at_ = {};
  changed_.notify_all();
}

void Post::Added() { changed_.notify_all(); }

bool Post::MayReceive() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return receives_ && !is_frozen_ && Clock::now() >= paused_until_;
}

void Post::Pause() {
  if (HasFault(Fault::WritesDownAfterDo)) {
    // On a busy machine nothing may have been sent yet, and then there is nothing to write down.
    const auto end = Clock::now() + std::chrono::seconds(1);
    while (outbox_.IsWaiting() && !outbox_.HasUnrecorded() && Clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  paused_until_ = Clock::now() + kPause;
  is_stopped_ = true;
  changed_.notify_all();
}

void Post::Freeze() {
  if (HasFault(Fault::WritesDownAfterDo)) {
    Pause();
    std::thread([this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      outbox_.RecordAll();
    }).detach();
    return;
  }
  if (HasFault(Fault::WaitsForTheServerInDo)) {
    const auto end = Clock::now() + std::chrono::seconds(7);
    while (outbox_.IsWaiting() && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  Pause();
  if (HasFault(Fault::JoinsASenderThatNotifies)) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      is_closed_ = true;
      changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
  }
  // What was sent and could not be written down is written now, or the answer is that it cannot be.
  outbox_.RecordAll();
  outbox_.Freeze();
  const std::lock_guard<std::mutex> lock(mutex_);
  is_frozen_ = true;
}

void Post::SetAfterSending(std::function<void()> call) {
  const std::lock_guard<std::mutex> lock(mutex_);
  after_sending_ = std::move(call);
}

bool Post::MaySend() const {
  return sends_ && may_connect_ && !is_frozen_ && Clock::now() >= paused_until_ && Clock::now() >= retry_at_;
}

// The sending thread. It never calls MAPI: whoever calls us may be waiting for the lock that it holds.
void Post::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!is_closed_) {
    if (!sends_ || !may_connect_ || is_frozen_ || !outbox_.IsWaiting()) {
      changed_.wait(lock);
    } else if (!MaySend()) {
      changed_.wait_until(lock, std::max(paused_until_, retry_at_));
    } else {
      SendOne(lock);
    }
  }
}

void Post::SendOne(std::unique_lock<std::mutex>& lock) {
  is_stopped_ = false;
  const auto after_sending = after_sending_;
  lock.unlock();
  std::string key;
  std::optional<Delivery> delivery;
  try {
    if (const std::optional<Outgoing> message = outbox_.Next()) {
      key = message->key;
      delivery = SendBySmtp(settings_.smtp_host, settings_.smtp_port, *message, is_stopped_);
    }
  } catch (...) {
    // It stays in the outbox, and is tried again.
  }
  if (delivery) {
    try {
      outbox_.Record(*delivery);
    } catch (...) {
      // The outbox remembers it, and DoFastShutdown fails unless it is written down by then.
    }
    if (after_sending) after_sending();
  } else if (!is_stopped_) {
    outbox_.PutBack(key);
  }
  lock.lock();
  // What was broken off is no failure of the server's.
  if (is_stopped_ || (delivery && delivery->later.empty())) {
    retry_after_ = {};
    return;
  }
  retry_after_ = retry_after_.count() == 0 ? kFirstRetry : std::min(2 * retry_after_, kLongestRetry);
  retry_at_ = Clock::now() + retry_after_;
}

}  // namespace native_transport
