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
    case ErrorCode::kForbidden:
      return {"That is for the operator of this archive",
              "Orders are taken from the archive’s own pages, opened on a machine that its operator has named. Reading "
              "needs no permission. The order was not carried out:"};
    case ErrorCode::kMethodNotAllowed:
      return {"This address cannot be asked that way",
              "Pages are read. A few addresses belong to buttons: they do something and show nothing, so they cannot "
              "be opened. Go to the page that you came from. What was asked, and what is possible:"};
    case ErrorCode::kRefused:
    case ErrorCode::kBadInput:
      return {"This cannot be made from what is here",
              "What it would be made from cannot be used, or has nothing at that place. Asking again will not help:"};
    case ErrorCode::kConflict:
      return {"That does not fit with what is going on",
              "Something else is under way, or it is over already. Look at its page again."};
    case ErrorCode::kTooLarge:
      return {"That is more than can be done at once", "Ask for less of it, for a shorter clip perhaps."};
    default:
      return {"Something went wrong on our side", "It has been noted. Trying again may help."};
  }
}

/// Whether the message was written for whoever asked. Others are the operator's: they may name files.
bool is_for_visitors(const Error& error) {
  switch (error.code) {
    case ErrorCode::kBadRequest:
    case ErrorCode::kGone:
    case ErrorCode::kForbidden:
    case ErrorCode::kMethodNotAllowed:
      return true;
    case ErrorCode::kBadInput:
    case ErrorCode::kConflict:
      return !error.message.starts_with('/') && error.message.find(" /") == std::string::npos;
    default:
      return false;
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
  if (is_for_visitors(error)) show_text(content, "DETAIL", error.message, "DETAIL_TEXT");
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
