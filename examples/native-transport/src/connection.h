// A connection to a server that can be given up at any time, without waiting for it.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

struct addrinfo;

namespace native_transport {

// Every wait ends when `is_stopped` becomes true, or when nothing has happened for half a minute: with an exception.
class Connection {
 public:
  Connection(const std::string& host, const std::string& port, const std::atomic<bool>& is_stopped);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  void Write(const std::string& bytes);
  // What cannot be written at once is not written.
  void TryToWrite(const std::string& bytes) noexcept;
  // Without its line end.
  std::string ReadLine();

 private:
  void Connect(const addrinfo& address);
  void WaitFor(bool is_reading);
  void Close() noexcept;

  // SOCKET of Winsock, or a file descriptor.
  std::intptr_t handle_ = -1;
  const std::atomic<bool>& is_stopped_;
  std::string buffer_;
};

}  // namespace native_transport
