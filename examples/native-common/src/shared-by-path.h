// What one process opens once, however many sessions and logons want it: data files have one owner.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace native {

template <typename T>
class SharedByPath {
 public:
  // Who has opened it already shares it; `make` opens it for the first, and it is closed with the last.
  template <typename Make>
  std::shared_ptr<T> Open(const std::filesystem::path& path, Make&& make) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::weak_ptr<T>& known = opened_[path.lexically_normal()];
    if (std::shared_ptr<T> opened = known.lock()) return opened;
    std::shared_ptr<T> opened(make());
    known = opened;
    return opened;
  }

  // Without the lock, which a thread may have held that the end of the process has ended.
  template <typename Visit>
  void ForEachAtTheEnd(Visit&& visit) {
    for (const auto& [path, known] : opened_) {
      if (const std::shared_ptr<T> opened = known.lock()) visit(*opened);
    }
  }

 private:
  std::mutex mutex_;
  std::map<std::filesystem::path, std::weak_ptr<T>> opened_;
};

}  // namespace native
