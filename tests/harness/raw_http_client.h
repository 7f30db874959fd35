// SPDX-License-Identifier: Apache-2.0
// A client of 127.0.0.1 that sends bytes as they are given and takes answers apart: for what well-behaved clients never
// send. A read that nothing answers within ten seconds fails the test that waits for it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace dais::harness {

struct RawAnswer {
  int status = 0;  ///< 0: the connection ended before a whole head
  std::string head;
  std::string body;

  /// Of the header `name`, as the server writes it; "-" where there is none.
  [[nodiscard]] std::string header(std::string_view name) const {
    const std::string key = "\r\n" + std::string(name) + ": ";
    const auto at = head.find(key);
    if (at == std::string::npos) return "-";
    const auto begin = at + key.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

class RawHttpClient {
 public:
  explicit RawHttpClient(std::uint16_t port, int receive_buffer = 0) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval patience{10, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawHttpClient() { ::close(fd_); }
  RawHttpClient(const RawHttpClient&) = delete;
  RawHttpClient& operator=(const RawHttpClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t put = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (put <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
  }

  /// The next answer; `method` HEAD has no body.
  RawAnswer receive(std::string_view method = "GET") {
    RawAnswer answer;
    std::size_t end = 0;
    while ((end = waiting_.find("\r\n\r\n")) == std::string::npos) {
      if (!read_some()) return answer;
    }
    answer.head = waiting_.substr(0, end + 2);
    waiting_.erase(0, end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    const std::string length = answer.header("Content-Length");
    const std::size_t wanted = method == "HEAD" || length == "-" || answer.status == 304 ? 0 : std::stoul(length);
    while (waiting_.size() < wanted && read_some()) {
    }
    answer.body = waiting_.substr(0, wanted);
    waiting_.erase(0, wanted);
    return answer;
  }

  RawAnswer ask(const std::string& target, const std::string& headers = "", const std::string& method = "GET") {
    send(method + " " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
    return receive(method);
  }

  /// True where the server has hung up and nothing is left to read.
  bool at_end() { return waiting_.empty() && !read_some(); }

  /// All that comes until the server hangs up.
  std::string drain() {
    while (read_some()) {
    }
    return std::exchange(waiting_, {});
  }

 private:
  bool read_some() {
    std::array<char, 65536> piece;
    const ssize_t got = ::recv(fd_, piece.data(), piece.size(), 0);
    if (got <= 0) return false;
    waiting_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
  }

  int fd_;
  bool connected_ = false;
  std::string waiting_;
};

}  // namespace dais::harness
