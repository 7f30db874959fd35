// SPDX-License-Identifier: Apache-2.0
#include "base/error_table.h"

#include <array>

namespace dais {
namespace {

constexpr auto kTable = std::to_array<ErrorInfo>({
    {ErrorCode::kNotFound, "not_found", "There is nothing here under that address.", 404, 1},
    {ErrorCode::kRefused, "refused", "Some records could not be taken in.", 422, 1},
    {ErrorCode::kUsage, "usage", "The command was not understood.", 400, 2},
    {ErrorCode::kBadRequest, "bad_request", "Something in the address is not right.", 400, 2},
    {ErrorCode::kBadInput, "bad_input", "The data could not be read.", 422, 3},
    {ErrorCode::kBadConfig, "bad_config", "The archive is not set up correctly.", 500, 4},
    {ErrorCode::kGone, "gone", "This record was withdrawn by its source.", 410, 1},
    {ErrorCode::kTooLarge, "too_large", "That is more than can be taken at once.", 413, 5},
    {ErrorCode::kForbidden, "forbidden", "That may not be reached from here.", 403, 6},
    {ErrorCode::kUnavailable, "unavailable", "The archive cannot answer just now. Please try again in a minute.", 503,
     7},
    {ErrorCode::kTimeout, "timeout", "The answer took too long. Please try again.", 503, 8},
    {ErrorCode::kIo, "io", "The archive's storage could not be read.", 500, 9},
    {ErrorCode::kStorage, "storage", "The archive's storage could not be read.", 500, 10},
    {ErrorCode::kMethodNotAllowed, "method_not_allowed", "This archive can only be read.", 405, 2},
    {ErrorCode::kConflict, "conflict", "The archive is busy with something else.", 409, 11},
    {ErrorCode::kInternal, "internal", "Something went wrong on our side.", 500, 70},
});
static_assert(kTable.size() == static_cast<std::size_t>(ErrorCode::kCount), "every code has its row");

constexpr bool in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable[i].code) != i) return false;
  }
  return true;
}
static_assert(in_order(), "rows stand in the order of the enum");

}  // namespace

const ErrorInfo& error_info(ErrorCode code) { return kTable.at(static_cast<std::size_t>(code)); }

}  // namespace dais
