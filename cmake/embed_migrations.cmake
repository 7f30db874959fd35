# SPDX-License-Identifier: Apache-2.0
# Writes OUT: the migrations of DIR as one C++ table, in order of number.
file(GLOB files ${DIR}/*.sql)
list(SORT files)
set(rows "")
foreach(file ${files})
  get_filename_component(name ${file} NAME)
  string(REGEX MATCH "^[0-9]+" number ${name})
  string(REGEX REPLACE "^0+" "" number ${number})
  file(READ ${file} sql)
  string(APPEND rows "    {${number}, \"${name}\", R\"SQL(${sql})SQL\"},\n")
endforeach()
file(WRITE ${OUT} "// Made from migrations/ by cmake/embed_migrations.cmake.
#include \"store/migrations.h\"
namespace dais::store {
std::span<const Migration> migrations() {
  static constexpr Migration kMigrations[] = {
${rows}  };
  return kMigrations;
}
}  // namespace dais::store
")
