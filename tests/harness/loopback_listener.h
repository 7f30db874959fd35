// SPDX-License-Identifier: Apache-2.0
// The socket of a test's own server: listens on a free port of 127.0.0.1 and hands each connection to a function, one
// after the other, in a thread of its own. Ends with its owner.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <thread>
#include <utility>

namespace dais::harness {

class LoopbackListener {
 public:
  /// `converse` reads and writes the connection; it is closed afterwards.
  explicit LoopbackListener(std::function<void(int peer)> converse)
      : converse_(std::move(converse)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    constexpr int kWaiting = 16;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, kWaiting) != 0)
      std::abort();
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LoopbackListener() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  LoopbackListener(const LoopbackListener&) = delete;
  LoopbackListener& operator=(const LoopbackListener&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve() {
    for (;;) {
      const int peer = ::accept(socket_, nullptr, nullptr);
      if (peer < 0) return;
      converse_(peer);
      ::close(peer);
    }
  }

  const std::function<void(int peer)> converse_;
  const int socket_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace dais::harness
