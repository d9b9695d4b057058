#include "log-file.h"

#include <array>

#include "failure.h"

namespace native {

namespace {

constexpr char kMagic[8] = {'M', 'K', 'N', 'S', 'L', 'O', 'G', '1'};
constexpr std::uint32_t kFrameMark = 0x454D5246;

struct FrameHeader {
  std::uint32_t mark;
  std::uint32_t checksum;
  std::uint64_t size;
};

constexpr std::array<std::uint32_t, 256> CrcTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
    table[byte] = crc;
  }
  return table;
}

// CRC-32.
std::uint32_t Checksum(const BYTE* bytes, std::size_t size) {
  static constexpr std::array<std::uint32_t, 256> kTable = CrcTable();
  std::uint32_t crc = 0xFFFFFFFFu;
  for (std::size_t index = 0; index < size; ++index) crc = (crc >> 8) ^ kTable[(crc ^ bytes[index]) & 0xFF];
  return crc ^ 0xFFFFFFFFu;
}

Bytes FrameOf(const Bytes& payload) {
  const FrameHeader header{kFrameMark, Checksum(payload.data(), payload.size()), payload.size()};
  Bytes frame(sizeof header + payload.size());
  std::memcpy(frame.data(), &header, sizeof header);
  if (!payload.empty()) std::memcpy(frame.data() + sizeof header, payload.data(), payload.size());
  return frame;
}

}  // namespace

LogFile::LogFile(const std::filesystem::path& path,
                 const std::function<void(const BYTE* payload, std::size_t size)>& replay)
    : path_(path), file_(std::make_unique<File>(path, File::Mode::OpenOrCreate)) {
  const std::uint64_t size = file_->Size();
  char magic[sizeof kMagic] = {};
  if (size >= sizeof magic) file_->ReadAt(0, magic, sizeof magic);
  if (std::memcmp(magic, kMagic, sizeof magic) != 0) {
    // A new log, or one whose process was killed while it was made.
    if (size > sizeof magic) throw Failure(MAPI_E_CORRUPT_STORE, "the log begins with something else");
    file_->Truncate(0);
    file_->WriteAt(0, kMagic, sizeof kMagic);
    end_ = sizeof kMagic;
    SyncFolder(path_.parent_path());
    return;
  }
  end_ = sizeof kMagic;
  Bytes payload;
  while (size - end_ >= sizeof(FrameHeader)) {
    FrameHeader header;
    file_->ReadAt(end_, &header, sizeof header);
    if (header.mark != kFrameMark || header.size > size - end_ - sizeof header) break;
    payload.resize(static_cast<std::size_t>(header.size));
    file_->ReadAt(end_ + sizeof header, payload.data(), payload.size());
    if (Checksum(payload.data(), payload.size()) != header.checksum) break;
    replay(payload.data(), payload.size());
    end_ += sizeof header + payload.size();
  }
  has_torn_tail_ = end_ < size;
}

void LogFile::Append(const Bytes& payload) {
  if (has_torn_tail_) {
    file_->Truncate(end_);
    has_torn_tail_ = false;
  }
  const Bytes frame = FrameOf(payload);
  has_torn_tail_ = true;
  try {
    file_->WriteAt(end_, frame.data(), frame.size());
    file_->Sync();
  } catch (...) {
    // Now if it can be done now, and otherwise before the next frame. After a Sync that failed nobody knows what is on
    // the disk, so the frame counts as not written: what is in it is appended again with the next one.
    try {
      file_->Truncate(end_);
      has_torn_tail_ = false;
    } catch (...) {
    }
    throw;
  }
  has_torn_tail_ = false;
  end_ += frame.size();
}

void LogFile::Replace(const Bytes& payload) {
  std::filesystem::path beside = path_;
  beside += ".new";
  const Bytes frame = FrameOf(payload);
  {
    File file(beside, File::Mode::CreateEmpty);
    file.WriteAt(0, kMagic, sizeof kMagic);
    file.WriteAt(sizeof kMagic, frame.data(), frame.size());
    file.Sync();
  }
  // Windows renames nothing over a file that is open.
  file_.reset();
  std::error_code error;
  std::filesystem::rename(beside, path_, error);
  file_ = std::make_unique<File>(path_, File::Mode::OpenOrCreate);
  if (error) throw Failure(MAPI_E_DISK_ERROR, "the new log could not be put in the place of the old one");
  SyncFolder(path_.parent_path());
  end_ = sizeof kMagic + frame.size();
  has_torn_tail_ = false;
}

}  // namespace native
