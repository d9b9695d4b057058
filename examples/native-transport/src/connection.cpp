#include "connection.h"

#if defined(_WIN32)
// Before windows.h.
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#endif

#include <chrono>
#include <memory>

#include "failure.h"
#include "mapi.h"

namespace native_transport {

namespace {

constexpr int kSliceMs = 20;
constexpr std::size_t kLongestLine = 64 * 1024;
constexpr std::chrono::seconds kPatience{30};

[[noreturn]] void Fail(const char* what) { throw Failure(MAPI_E_NETWORK_ERROR, what); }

#if defined(_WIN32)

constexpr int kSendFlags = 0;

// Once a process, and for as long as it lives.
void Prepare() {
  static const int failed = [] {
    WSADATA data;
    return WSAStartup(MAKEWORD(2, 2), &data);
  }();
  if (failed != 0) Fail("there are no sockets");
}

void CloseHandleOf(std::intptr_t handle) { closesocket(static_cast<SOCKET>(handle)); }

bool SetNonBlocking(std::intptr_t handle) {
  u_long yes = 1;
  return ioctlsocket(static_cast<SOCKET>(handle), FIONBIO, &yes) == 0;
}

bool MustWait() {
  const int code = WSAGetLastError();
  return code == WSAEWOULDBLOCK || code == WSAEINPROGRESS;
}

// Whether it is ready within a slice. A connection that failed is in the third set, and nowhere else.
bool IsReady(std::intptr_t handle, bool is_reading) {
  const auto socket = static_cast<SOCKET>(handle);
  fd_set ready;
  fd_set failed;
  FD_ZERO(&ready);
  FD_ZERO(&failed);
  FD_SET(socket, &ready);
  FD_SET(socket, &failed);
  timeval slice{0, kSliceMs * 1000};
  const int count = select(0, is_reading ? &ready : nullptr, is_reading ? nullptr : &ready, &failed, &slice);
  if (count < 0) Fail("waiting for the server failed");
  return count > 0;
}

#else

// Without it a server that has hung up would end the process.
constexpr int kSendFlags = MSG_NOSIGNAL;

void Prepare() {}

void CloseHandleOf(std::intptr_t handle) { close(static_cast<int>(handle)); }

bool SetNonBlocking(std::intptr_t handle) {
  const int descriptor = static_cast<int>(handle);
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0;
}

bool MustWait() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINPROGRESS || errno == EINTR; }

bool IsReady(std::intptr_t handle, bool is_reading) {
  pollfd entry{static_cast<int>(handle), static_cast<short>(is_reading ? POLLIN : POLLOUT), 0};
  const int count = poll(&entry, 1, kSliceMs);
  if (count < 0 && errno != EINTR) Fail("waiting for the server failed");
  return count > 0;
}

#endif

}  // namespace

Connection::Connection(const std::string& host, const std::string& port, const std::atomic<bool>& is_stopped)
    : is_stopped_(is_stopped) {
  Prepare();
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) Fail("the server has no address");
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
  // Some may be of a network that is not there.
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    try {
      Connect(*each);
      return;
    } catch (const Failure&) {
      Close();
      if (is_stopped_ || each->ai_next == nullptr) throw;
    }
  }
}

void Connection::Connect(const addrinfo& address) {
  handle_ = static_cast<std::intptr_t>(socket(address.ai_family, address.ai_socktype, address.ai_protocol));
  if (handle_ == -1 || !SetNonBlocking(handle_)) Fail("there is no socket");
  if (connect(handle_, address.ai_addr, static_cast<socklen_t>(address.ai_addrlen)) == 0) return;
  if (!MustWait()) Fail("the server cannot be reached");
  WaitFor(false);
  int code = 0;
  socklen_t size = sizeof code;
  getsockopt(handle_, SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&code), &size);
  if (code != 0) Fail("the server cannot be reached");
}

Connection::~Connection() { Close(); }

void Connection::Close() noexcept {
  if (handle_ != -1) CloseHandleOf(handle_);
  handle_ = -1;
}

void Connection::Write(const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (is_stopped_) Fail("the delivery was broken off");
    const auto count = send(handle_, bytes.data() + at, static_cast<int>(bytes.size() - at), kSendFlags);
    if (count > 0) {
      at += static_cast<std::size_t>(count);
    } else if (count < 0 && MustWait()) {
      WaitFor(false);
    } else {
      Fail("the server has hung up");
    }
  }
}

void Connection::TryToWrite(const std::string& bytes) noexcept {
  send(handle_, bytes.data(), static_cast<int>(bytes.size()), kSendFlags);
}

std::string Connection::ReadLine() {
  for (;;) {
    const std::size_t end = buffer_.find("\r\n");
    if (end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 2);
      return line;
    }
    char chunk[4096];
    const auto count = recv(handle_, chunk, sizeof chunk, 0);
    if (count > 0 && buffer_.size() < kLongestLine) {
      buffer_.append(chunk, static_cast<std::size_t>(count));
    } else if (count < 0 && MustWait()) {
      WaitFor(true);
    } else {
      Fail("the server has hung up");
    }
  }
}

void Connection::WaitFor(bool is_reading) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!IsReady(handle_, is_reading)) {
    if (is_stopped_) Fail("the delivery was broken off");
    if (std::chrono::steady_clock::now() > end) Fail("the server does not answer");
  }
}

}  // namespace native_transport
