// SPDX-License-Identifier: Apache-2.0
// The OpenAPI 3.1 description of all this, as the build put src/api/openapi.json into the binary.
#pragma once

#include <string_view>

namespace dais::api {

std::string_view openapi_document();

}  // namespace dais::api
