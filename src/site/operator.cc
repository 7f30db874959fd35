// SPDX-License-Identifier: Apache-2.0
#include "site/operator.h"

#include <algorithm>
#include <array>

#include "net/address_guard.h"

namespace dais::site {
namespace {

/// The host of "host:port", "[::1]:80" or "http://host:port".
std::string host_of(std::string_view text) {
  if (const auto scheme = text.find("://"); scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find('/'));
  if (text.starts_with('[')) return std::string(text.substr(1, text.find(']') - 1));
  return std::string(text.substr(0, text.rfind(':')));
}

/// A number, localhost, or the name in public_url: not a name that somebody made to lead here.
bool is_our_name(const Visit& visit, const std::string& host) {
  return host == "localhost" || net::Address::parse(host) ||
         (!host.empty() && host == host_of(visit.site.config.instance.public_url));
}

tl::unexpected<Error> forbidden(const std::string& why) { return fail(ErrorCode::kForbidden, "orders: " + why); }

}  // namespace

bool is_operator(const Visit& visit) {
  constexpr std::array<std::string_view, 5> kProxied = {"forwarded", "x-forwarded-for", "x-real-ip", "via",
                                                        "x-forwarded-host"};
  if (std::ranges::any_of(kProxied, [&](std::string_view name) { return !visit.request.header(name).empty(); }))
    return false;
  const auto client = net::Address::parse(visit.request.client);
  if (!client) return false;
  return std::ranges::any_of(visit.site.config.pipeline.operate_from, [&](const std::string& text) {
    const auto block = net::Block::parse(text);
    return block && block->holds(*client);
  });
}

Status may_order(const Visit& visit) {
  if (!is_operator(visit)) return forbidden("not from an address that [pipeline] operate_from lists");
  const std::string host = visit.request.header("host");
  if (!is_our_name(visit, host_of(host))) return forbidden("for a name that is not this site's");
  const std::string site = visit.request.header("sec-fetch-site");
  const std::string origin = visit.request.header("origin");
  if (!site.empty() && site != "same-origin") return forbidden("from a page of another site");
  if (origin.empty() ? site.empty() : !origin.ends_with("://" + host)) return forbidden("not from a page of this site");
  return {};
}

}  // namespace dais::site
