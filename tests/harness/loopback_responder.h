// SPDX-License-Identifier: Apache-2.0
// A server of 127.0.0.1 for tests of clients: gives each request, one a connection, to a function and sends back the
// bytes that it returns, right or wrong; a request with a Content-Length has its body behind its head. No bytes: the
// connection stays open and silent until the client gives up.
#pragma once

#include <sys/socket.h>

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "harness/loopback_listener.h"

namespace dais::harness {

class LoopbackResponder {
 public:
  using Answer = std::function<std::string(const std::string& request)>;

  explicit LoopbackResponder(Answer answer)
      : answer_(std::move(answer)), listener_([this](int peer) { converse(peer); }) {}
  LoopbackResponder(const LoopbackResponder&) = delete;
  LoopbackResponder& operator=(const LoopbackResponder&) = delete;

  [[nodiscard]] std::string url(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(listener_.port()) + path;
  }
  [[nodiscard]] std::uint16_t port() const { return listener_.port(); }
  /// The heads of all requests so far.
  [[nodiscard]] std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

  static std::string reply(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  }

 private:
  static std::size_t body_size(const std::string& head) {
    const std::size_t at = head.find("\r\nContent-Length: ");
    return at == std::string::npos ? 0 : std::stoull(head.substr(at + 18));
  }

  void converse(int peer) {
    std::string request;
    std::array<char, 4096> piece;
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = ::recv(peer, piece.data(), piece.size(), 0);
      if (got <= 0) return;
      request.append(piece.data(), static_cast<std::size_t>(got));
    }
    const std::size_t head = request.find("\r\n\r\n") + 4;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request.substr(0, head));
    }
    const std::size_t whole = head + body_size(request.substr(0, head));
    while (request.size() < whole) {
      const ssize_t got = ::recv(peer, piece.data(), piece.size(), 0);
      if (got <= 0) return;
      request.append(piece.data(), static_cast<std::size_t>(got));
    }
    const std::string answer = answer_(request);
    std::string_view left = answer;
    while (!left.empty()) {
      const ssize_t put = ::send(peer, left.data(), left.size(), MSG_NOSIGNAL);
      if (put <= 0) return;
      left.remove_prefix(static_cast<std::size_t>(put));
    }
    if (!answer.empty()) ::shutdown(peer, SHUT_WR);
    while (::recv(peer, piece.data(), piece.size(), 0) > 0) {
    }
  }

  Answer answer_;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  LoopbackListener listener_;  // the last one: it uses the others
};

}  // namespace dais::harness
