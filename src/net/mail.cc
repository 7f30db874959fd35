// SPDX-License-Identifier: Apache-2.0
#include "net/mail.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace dais::net {
namespace {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

constexpr std::size_t kBase64Line = 76;

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : kDigits[group >> (18 - 6 * k) & 0x3FU];
  }
  return out;
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
}

/// RFC 2047, 2: an encoded word is at most 75 characters; cut between characters of UTF-8.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t kBytes = 42;
  std::string out;
  while (!text.empty()) {
    std::size_t take = std::min(kBytes, text.size());
    while (take > 1 && take < text.size() && (static_cast<unsigned char>(text[take]) & 0xC0U) == 0x80U) --take;
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(0, take)) + "?=";
    text.remove_prefix(take);
  }
  return out;
}

bool is_address(std::string_view text) {
  return !text.empty() && text.contains('@') && is_plain(text) && text.find_first_of(" <>,;") == std::string_view::npos;
}

struct Outgoing {
  std::string text;
  std::size_t sent = 0;
};

std::size_t hand_over(char* into, std::size_t size, std::size_t count, void* context) {
  auto& outgoing = *static_cast<Outgoing*>(context);
  const std::size_t take = std::min(size * count, outgoing.text.size() - outgoing.sent);
  outgoing.text.copy(into, take, outgoing.sent);
  outgoing.sent += take;
  return take;
}

ErrorCode code_of(CURLcode code, long answer) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return ErrorCode::kTimeout;
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_LOGIN_DENIED:
      return ErrorCode::kForbidden;
    default:
      // 5yz is "never" (RFC 5321, 4.2.1); all else is worth another try.
      return answer >= 500 && answer < 600 ? ErrorCode::kBadInput : ErrorCode::kUnavailable;
  }
}

Status check(const Mail& mail) {
  if (!is_address(mail.from)) return fail(ErrorCode::kBadInput, "mail: \"" + mail.from + "\" is no address");
  if (mail.to.empty()) return fail(ErrorCode::kBadInput, "mail: nobody to send it to");
  for (const std::string& to : mail.to) {
    if (!is_address(to)) return fail(ErrorCode::kBadInput, "mail: \"" + to + "\" is no address");
  }
  return {};
}

}  // namespace

std::string format_mail(const Mail& mail) {
  std::string to;
  for (const std::string& address : mail.to) to += (to.empty() ? "<" : ",\r\n <") + address + ">";
  std::string subject = mail.subject;
  std::ranges::replace_if(subject, [](unsigned char c) { return c < 0x20; }, ' ');
  const std::string domain = mail.from.substr(mail.from.find('@') + 1);
  std::string out = "Date: " + format_local(mail.date, "UTC", "%a, %d %b %Y %H:%M:") +
                    format_utc(mail.date).substr(17, 2) + " +0000\r\nFrom: <" + mail.from + ">\r\nTo: " + to +
                    "\r\nMessage-ID: <" + mail.id + "@" + domain +
                    ">\r\nSubject: " + (is_plain(subject) && subject.size() < 900 ? subject : encoded_words(subject)) +
                    "\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n"
                    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  const std::string body = base64(mail.text);
  for (std::size_t at = 0; at < body.size(); at += kBase64Line) out += body.substr(at, kBase64Line) + "\r\n";
  return out;
}

Status send_mail(const MailServer& server, const Mail& mail) {
  if (Status good = check(mail); !good) return good;
  const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
  if (!handle) return fail(ErrorCode::kUnavailable, "mail: no memory for a connection");
  curl_slist* list = nullptr;
  for (const std::string& to : mail.to) list = curl_slist_append(list, ("<" + to + ">").c_str());
  const std::unique_ptr<curl_slist, FreeList> recipients(list);
  Outgoing outgoing{format_mail(mail)};
  std::array<char, CURL_ERROR_SIZE> words{};
  const bool encrypts = server.encryption == MailServer::Encryption::kRequired;
  CURL* curl = handle.get();
  const std::string from = "<" + mail.from + ">";
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_URL, server.url.c_str());
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(encrypts ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(server.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words.data());
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, hand_over);
  curl_easy_setopt(curl, CURLOPT_READDATA, &outgoing);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK) return {};
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  return fail(code_of(code, answer),
              server.url + ": " + (words[0] != '\0' ? std::string(words.data()) : curl_easy_strerror(code)));
}

}  // namespace dais::net
