// SPDX-License-Identifier: Apache-2.0
// Plain text mail through the operator's own server (SMTP, RFC 5321; STARTTLS, RFC 3207). Its address is the config's
// and is not guarded: it may well be in a private network.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace dais::net {

struct MailServer {
  std::string url;  ///< smtp://HOST:PORT or smtps://HOST:PORT
  std::string user = {};  ///< empty: no login
  std::string password = {};
  /// kRequired: smtp:// must offer STARTTLS with a certificate that is good; kNone: what is sent can be read on its
  /// way.
  enum class Encryption { kRequired, kNone } encryption = Encryption::kRequired;
  std::chrono::milliseconds timeout{std::chrono::seconds{60}};
};

struct Mail {
  std::string from;
  std::vector<std::string> to;
  std::string subject;
  std::string text;  ///< UTF-8
  Instant date;
  std::string id;  ///< the part of its Message-ID before the @: the same mail sent twice has the same
};

/// kUnavailable where the server cannot be reached or says "later", kTimeout, kForbidden where it cannot encrypt or
/// refuses the login, kBadInput where it refuses an address or the mail is not one (line breaks in an address).
Status send_mail(const MailServer& server, const Mail& mail);

/// The mail as it is sent: RFC 5322 with RFC 2047 for a subject that is not ASCII.
std::string format_mail(const Mail& mail);

}  // namespace dais::net
