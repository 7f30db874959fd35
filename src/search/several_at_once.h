// SPDX-License-Identifier: Apache-2.0
// For functions that are loops over all blocks or sessions of a corpus: they are made twice, for every processor and
// for those that reckon with 32 bytes at once, and the program takes what fits where it runs.
#pragma once

#define DAIS_SEVERAL_AT_ONCE
#if defined(__x86_64__) && defined(__clang__) && defined(__OPTIMIZE__)
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#undef DAIS_SEVERAL_AT_ONCE
#define DAIS_SEVERAL_AT_ONCE __attribute__((target_clones("default", "avx2")))
#endif
#endif
