// SPDX-License-Identifier: Apache-2.0
#include "base/error_table.h"
#include "site/page.h"
#include "site/words.h"

namespace dais::site {
namespace {

struct Text {
  const char* heading;
  const char* explanation;
};

Text text_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return {
          "There is nothing under this address",
          "The address may be mistyped, or the page was never here. Addresses that this archive gave out are kept."};
    case ErrorCode::kBadRequest:
      return {"This address is not quite right",
              "One of its parts could not be understood, and leaving it out could have given you a wrong answer:"};
    case ErrorCode::kGone:
      return {"This record was withdrawn", "Its source took it back, and nothing of it is kept here:"};
    case ErrorCode::kUnavailable:
    case ErrorCode::kTimeout:
      return {"Please try again in a minute", "The archive cannot answer just now. Nothing is lost."};
    default:
      return {"Something went wrong on our side", "It has been noted. Trying again may help."};
  }
}

}  // namespace

http::Response error_page(const SiteContext& context, const http::Request& request, const Error& error) {
  const ErrorInfo& info = error_info(error.code);
  const Text text = text_for(error.code);
  Page page(context, "error.tpl", text.heading);
  page.keep_out_of_indexes();
  Dict& content = page.content();
  set(content, "STATUS", "Error " + std::to_string(info.http_status));
  set(content, "HEADING", text.heading);
  set(content, "EXPLANATION", text.explanation);
  // Other messages are the operator's: they may name files.
  if (error.code == ErrorCode::kBadRequest || error.code == ErrorCode::kGone)
    show_text(content, "DETAIL", error.message, "DETAIL_TEXT");
  if (error.code == ErrorCode::kNotFound || error.code == ErrorCode::kGone) {
    page.without_header_search();
    set(add_section(content, "OFFER_SEARCH"), "WORDS", words_of_path(request.path));
  }
  set(content, "REQUEST_ID", request.request_id);
  show_text(content, "CONTACT_LINK", context.config.instance.contact, "CONTACT");
  http::Response response = page.finish(info.http_status);
  if (info.http_status == 503) response.headers.emplace_back("Retry-After", "60");
  return response;
}

}  // namespace dais::site
