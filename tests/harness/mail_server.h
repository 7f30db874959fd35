// SPDX-License-Identifier: Apache-2.0
// A mail server of 127.0.0.1 for tests: takes every mail in the clear and keeps it (as much of RFC 5321 as clients
// need).
#pragma once

#include <sys/socket.h>

#include <array>
#include <mutex>
#include <string>
#include <vector>

#include "harness/loopback_listener.h"

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
      : to_recipients_(std::move(to_recipients)), listener_([this](int peer) { converse(peer); }) {}
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;

  [[nodiscard]] std::string url() const { return "smtp://127.0.0.1:" + std::to_string(listener_.port()); }
  [[nodiscard]] std::vector<Taken> taken() const {
    const std::scoped_lock lock(mutex_);
    return taken_;
  }

 private:
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
  mutable std::mutex mutex_;
  std::vector<Taken> taken_;
  LoopbackListener listener_;  // the last one: it uses the others
};

}  // namespace dais::harness
