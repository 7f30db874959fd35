# SPDX-License-Identifier: Apache-2.0
# compile_together(TARGET FILE…): as few units as its sources can stand in, with DAIS_TOGETHER of them in one at most.
# A fresh build takes a third of the time; a change to one file, as long as all that stand with it.
function(compile_together target)
  if(NOT DAIS_TOGETHER)
    return()
  endif()
  execute_process(COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/source_groups.py ${DAIS_TOGETHER} ${ARGN}
    OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY)
  cmake_language(EVAL CODE "${groups}")
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# dais_module(NAME [LINK target…]): the library dais_NAME of src/NAME/*.cc and, from its *_test.cc, the tests NAME_test.
function(dais_module name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(dais_${name} STATIC ${sources})
    compile_together(dais_${name} ${sources})
    set(scope PUBLIC)
  else()
    add_library(dais_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(dais_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(dais_${name} ${scope} ${ARG_LINK})
  if(tests AND BUILD_TESTING)
    add_executable(${name}_test ${tests})
    compile_together(${name}_test ${tests})
    target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests)
    # rapidcheck's headers are not ours to warn about.
    target_link_libraries(${name}_test PRIVATE dais_${name} gmock gtest gtest_main rapidcheck)
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 300
      ENVIRONMENT "DAIS_SOURCE_DIR=${CMAKE_SOURCE_DIR};DAIS_BINARY_DIR=${CMAKE_BINARY_DIR};LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/harness/leaks_of_others.supp:print_suppressions=0")
  endif()
endfunction()
