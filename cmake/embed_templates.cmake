# SPDX-License-Identifier: Apache-2.0
# Writes OUT: the files below DIR as one C++ table, by their path there.
file(GLOB_RECURSE files RELATIVE ${DIR} ${DIR}/*)
list(SORT files)
set(rows "")
foreach(file ${files})
  file(READ ${DIR}/${file} text)
  string(APPEND rows "    {\"${file}\", R\"TEMPLATE(${text})TEMPLATE\"},\n")
endforeach()
file(WRITE ${OUT} "// Made from src/deployment/templates by cmake/embed_templates.cmake.
#include \"deployment/templates.h\"
namespace dais::deployment {
std::span<const Template> templates() {
  static constexpr Template kTemplates[] = {
${rows}  };
  return kTemplates;
}
}  // namespace dais::deployment
")
