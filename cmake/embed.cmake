# SPDX-License-Identifier: Apache-2.0
# Puts the pages' templates and the bundled script and style into the binary.
#   dais_embed_site(TARGET): bundles web/ by esbuild and adds src/site/templates/*.tpl and the bundle to TARGET.
# Run as a script (cmake -P) it writes one file of string literals: -DOUT=… -DLISTS=FUNCTION=FILE,FILE…;FUNCTION=…
if(CMAKE_SCRIPT_MODE_FILE)
  set(text "// SPDX-License-Identifier: Apache-2.0\n// Written by cmake/embed.cmake.\n#include <array>\n\n#include \"site/embedded.h\"\n\nnamespace dais::site {\n")
  string(REPLACE "|" ";" lists "${LISTS}")
  foreach(list IN LISTS lists)
    string(REGEX MATCH "^([a-z_]+)=(.*)$" _ "${list}")
    set(function "${CMAKE_MATCH_1}")
    string(REPLACE "," ";" files "${CMAKE_MATCH_2}")
    set(entries "")
    foreach(file IN LISTS files)
      get_filename_component(name "${file}" NAME)
      # Hexadecimal, so that no byte of a file means anything to CMake or to the compiler.
      file(READ "${file}" hex HEX)
      string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
      string(LENGTH "${hex}" digits)
      math(EXPR size "${digits} / 2")
      string(APPEND entries "    Embedded{\"${name}\", {\"${bytes}\", ${size}}},\n")
    endforeach()
    string(APPEND text "\nstd::span<const Embedded> ${function}() {\n  static constexpr auto kFiles = std::to_array<Embedded>({\n${entries}  });\n  return kFiles;\n}\n")
  endforeach()
  string(APPEND text "\n}  // namespace dais::site\n")
  file(WRITE "${OUT}" "${text}")
  return()
endif()

function(dais_embed_site target)
  set(web ${CMAKE_SOURCE_DIR}/web)
  set(dist ${CMAKE_BINARY_DIR}/generated/web)
  set(embedded ${CMAKE_BINARY_DIR}/generated/site_embedded.cc)
  file(GLOB templates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/site/templates/*.tpl)
  file(GLOB web_sources CONFIGURE_DEPENDS ${web}/src/*.ts ${web}/css/*.css)
  find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)
  if(NOT EXISTS ${web}/node_modules/esbuild)
    message(FATAL_ERROR "web/node_modules is missing: run script/setup (it runs `npm ci` in web/)")
  endif()
  add_custom_command(OUTPUT ${dist}/app.js ${dist}/site.css
    COMMAND ${NODE_PROGRAM} ${web}/build.mjs ${dist}
    DEPENDS ${web_sources} ${web}/build.mjs ${web}/package-lock.json
    COMMENT "Bundling web/" VERBATIM)
  set(assets ${dist}/app.js ${dist}/site.css ${web}/favicon.svg)
  string(REPLACE ";" "," template_list "${templates}")
  string(REPLACE ";" "," asset_list "${assets}")
  add_custom_command(OUTPUT ${embedded}
    COMMAND ${CMAKE_COMMAND} -DOUT=${embedded} "-DLISTS=embedded_templates=${template_list}|embedded_assets=${asset_list}"
      -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${templates} ${assets} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding templates and assets" VERBATIM)
  target_sources(${target} PRIVATE ${embedded})
endfunction()
