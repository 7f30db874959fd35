# SPDX-License-Identifier: Apache-2.0
# Writes OUT: the OpenAPI document DOCUMENT as one string.
file(READ ${DOCUMENT} text)
file(WRITE ${OUT} "// Made from src/api/openapi.json by cmake/embed_openapi.cmake.
#include \"api/openapi.h\"
// The standard asks compilers for literals of 65,536 characters only; ours take more.
#pragma clang diagnostic ignored \"-Woverlength-strings\"
namespace dais::api {
std::string_view openapi_document() {
  static constexpr std::string_view kDocument = R\"OPENAPI(${text})OPENAPI\";
  return kDocument;
}
}  // namespace dais::api
")
