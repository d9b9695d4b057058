// A file that is only ever appended to, in frames that carry a checksum: after a kill at any moment, what was appended
// whole is there whole, and a frame that was cut off is seen as such.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "file.h"
#include "property.h"

namespace native {

class LogFile {
 public:
  // Opens the log, calls `replay` with the payload of each whole frame, and cuts off what comes behind the last one.
  LogFile(const std::filesystem::path& path, const std::function<void(const BYTE* payload, std::size_t size)>& replay);

  // Appends a frame. When it returns, the frame is on the disk; when it throws, the log is as it was before, and is cut
  // back to that before anything else is written.
  void Append(const Bytes& payload);

  // Puts a log with this payload as its only frame in the place of this one: both are whole at every moment.
  void Replace(const Bytes& payload);

  std::uint64_t size() const { return end_; }

 private:
  std::filesystem::path path_;
  std::unique_ptr<File> file_;
  // Where the last whole frame ends.
  std::uint64_t end_ = 0;
  // Behind `end_` there may be a part of a frame.
  bool has_torn_tail_ = false;
};

}  // namespace native
