// Write-behind: a change is in memory, which is what everybody reads, and acknowledged. A thread appends what has changed
// to a log, a fraction of a second later. Until then a crash loses it. That is the bargain of every provider that answers
// quickly, and the reason for fast shutdown: NotifyProcessShutdown and DoFastShutdown are the last chance to make good what
// was acknowledged. They come here as Hurry and Persist.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

#include "log-file.h"
#include "object-id.h"

namespace native {

// What is kept in memory, and how it is said in bytes.
class LoggedContent {
 public:
  // Changes what is in memory as a payload says. Throws std::runtime_error for one that PayloadOf has not made.
  virtual void Replay(const BYTE* payload, std::size_t size) = 0;
  // What the ids stand for now; of an id that stands for nothing any more, that it was removed.
  virtual Bytes PayloadOf(const std::vector<ObjectId>& ids) const = 0;
  // All ids, in the order in which they are to be there again.
  virtual std::vector<ObjectId> Ids() const = 0;

 protected:
  ~LoggedContent() = default;
};

class WriteBehind {
 public:
  // How long the thread waits before it writes what has changed: the more it writes at once, the less the disk has to do.
  static constexpr std::chrono::milliseconds kDelay{200};

  // Replays the log in a file. `content` outlives this: as the last member of whoever owns both, this ends first.
  WriteBehind(const std::filesystem::path& file, LoggedContent& content);
  // Writes what is pending, as far as that can be done: whoever must know calls Flush before.
  ~WriteBehind();
  WriteBehind(const WriteBehind&) = delete;
  WriteBehind& operator=(const WriteBehind&) = delete;

  // Before Start: what has to be on the disk before anybody can know of it.
  void WriteNow(const std::vector<ObjectId>& ids) { log_.Append(content_.PayloadOf(ids)); }
  // Makes the log shorter, where that is worthwhile, and starts the thread.
  void Start(std::chrono::milliseconds delay = kDelay);

  // Held while the content is read or changed, and by the thread.
  std::mutex& mutex() const { return mutex_; }
  // Under that lock, after each change of the content. `restore` takes the change back.
  void Changed(std::unique_lock<std::mutex>& lock, const ObjectId& id, const std::function<void()>& restore);

  // NotifyProcessShutdown: the thread writes what is pending at once, in the background. The client may still change its
  // mind, and then everything goes on as before.
  void Hurry();
  // DoFastShutdown: when it returns, everything is on the disk; when it throws, nothing was promised. From then on a change
  // is on the disk before Changed returns, for nobody will ask again.
  void Persist();
  // The logoff: the same, and nothing changes.
  void Flush();

  // For variants that are broken on purpose, or unusual. What is pending never gets to the disk:
  void Forget();
  // The thread is asked to end, and joined; after what it does last, if anything.
  void StopThread();
  void SetLastWork(std::function<void()> work);
  // The same under the lock that the thread needs, so that it never ends.
  void StopThreadUnderItsLock();

 private:
  void CompactIfWorthwhile();
  void WriteInBackground();
  void AskThreadToEnd();

  LoggedContent& content_;
  std::chrono::milliseconds delay_ = kDelay;

  // Whoever takes both takes this first.
  std::mutex log_mutex_;
  LogFile log_;

  mutable std::mutex mutex_;
  // The ids of what has changed and is not on the disk, in the order of the first change; each once.
  std::vector<ObjectId> pending_;
  std::unordered_set<ObjectId, ObjectIdHash> is_pending_;
  bool is_urgent_ = false;
  bool is_write_through_ = false;
  bool is_ending_ = false;
  std::function<void()> last_work_;
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace native
