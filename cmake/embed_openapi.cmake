# SPDX-License-Identifier: Apache-2.0
# Writes OUT: the OpenAPI document DOCUMENT as one string.
file(READ ${DOCUMENT} text)
file(WRITE ${OUT} "// Made from src/api/openapi.json by cmake/embed_openapi.cmake.
#include \"api/openapi.h\"
namespace dais::api {
std::string_view openapi_document() {
  static constexpr std::string_view kDocument = R\"OPENAPI(${text})OPENAPI\";
  return kDocument;
}
}  // namespace dais::api
")
