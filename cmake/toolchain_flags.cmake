# SPDX-License-Identifier: Apache-2.0
# Warnings, hardening and sanitizers, once for every target.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
# Sanitized, -O1 takes two to three times as long to compile, and all tests together gain less than that; -g1 keeps
# traces readable. A fuzzer runs long enough.
set(CMAKE_CXX_FLAGS_DEBUG "-g1 -D_GLIBCXX_ASSERTIONS")
if(DAIS_FUZZ)
  string(APPEND CMAKE_CXX_FLAGS_DEBUG " -O1")
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
                    -Wimplicit-fallthrough -Werror=return-type -Werror=unused-result)
# libstdc++ 12 itself calls what C++23 deprecates (std::get_temporary_buffer in stable sorts).
add_compile_options(-Wno-deprecated-declarations)
add_compile_options(-fstack-protector-strong -fcf-protection -fPIE)
add_link_options(-pie -Wl,-z,relro -Wl,-z,now)
if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  add_compile_options(-D_FORTIFY_SOURCE=2)
endif()

if(DAIS_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(DAIS_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(DAIS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
