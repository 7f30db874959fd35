// SPDX-License-Identifier: Apache-2.0
// A mail server of 127.0.0.1 for tests: takes every mail in the clear and keeps it (as much of RFC 5321 as clients
// need).
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace dais::harness {

class MailServer {
 public:
  struct Taken {
    std::string from;
    std::vector<std::string> to;
    std::string data;
  };

  /// `to_recipients`: what it answers to each recipient.
  explicit MailServer(std::string to_recipients = "250 fine")
      : to_recipients_(std::move(to_recipients)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 4) != 0)
      std::abort();
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~MailServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;

  [[nodiscard]] std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::vector<Taken> taken() const {
    const std::scoped_lock lock(mutex_);
    return taken_;
  }

 private:
  void serve() {
    for (;;) {
      const int peer = ::accept(listener_, nullptr, nullptr);
      if (peer < 0) return;
      converse(peer);
      ::close(peer);
    }
  }

  static void say(int peer, const std::string& line) {
    const std::string bytes = line + "\r\n";
    static_cast<void>(::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }

  static bool read_until(int peer, std::string& buffer, const std::string& mark) {
    std::array<char, 4096> piece;
    while (buffer.find(mark) == std::string::npos) {
      const ssize_t got = ::recv(peer, piece.data(), piece.size(), 0);
      if (got <= 0) return false;
      buffer.append(piece.data(), static_cast<std::size_t>(got));
    }
    return true;
  }

  void converse(int peer) {
    std::string buffer;
    Taken mail;
    say(peer, "220 test");
    while (read_until(peer, buffer, "\r\n")) {
      const std::string line = buffer.substr(0, buffer.find("\r\n"));
      buffer.erase(0, line.size() + 2);
      if (line.starts_with("MAIL FROM:")) {
        mail.from = line.substr(10, line.find('>') - 9);
        say(peer, "250 fine");
      } else if (line.starts_with("RCPT TO:")) {
        mail.to.push_back(line.substr(8));
        say(peer, to_recipients_);
      } else if (line == "DATA") {
        say(peer, "354 go on");
        if (!read_until(peer, buffer, "\r\n.\r\n")) return;
        const std::size_t end = buffer.find("\r\n.\r\n");
        mail.data = buffer.substr(0, end + 2);
        buffer.erase(0, end + 5);
        const std::scoped_lock lock(mutex_);
        taken_.push_back(mail);
        say(peer, "250 kept");
      } else if (line == "QUIT") {
        say(peer, "221 bye");
        return;
      } else {
        say(peer, "250 fine");
      }
    }
  }

  const std::string to_recipients_;
  int listener_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<Taken> taken_;
  std::thread thread_;
};

}  // namespace dais::harness
