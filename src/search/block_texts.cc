// SPDX-License-Identifier: Apache-2.0
#include "search/block_texts.h"

#include <zstd.h>

#include <memory>
#include <new>

#include "search/bytes.h"

namespace dais::search {
namespace {

/// Text of a few kilobytes: a higher level takes far longer and saves little.
constexpr int kLevel = 3;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// One of each kind a thread: making one takes longer than using it.
ZSTD_CCtx* compressor() {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}
ZSTD_DCtx* decompressor() {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}

}  // namespace

std::string pack_texts(const std::vector<std::string>& texts) {
  ByteWriter plain;
  plain.texts(texts);
  std::string packed(ZSTD_compressBound(plain.bytes().size()), '\0');
  const std::size_t size =
      ZSTD_compressCCtx(compressor(), packed.data(), packed.size(), plain.bytes().data(), plain.bytes().size(), kLevel);
  packed.resize(ZSTD_isError(size) != 0U ? 0 : size);
  return packed;
}

std::optional<std::vector<std::string>> unpack_texts(std::string_view packed) {
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  // Both errors of this call are above every size.
  if (size > kLongestBlockText) return std::nullopt;
  std::string plain(size, '\0');
  if (ZSTD_decompressDCtx(decompressor(), plain.data(), plain.size(), packed.data(), packed.size()) != size)
    return std::nullopt;
  ByteReader in(plain);
  std::vector<std::string> texts = in.texts();
  if (in.broken() || !in.at_end()) return std::nullopt;
  return texts;
}

}  // namespace dais::search
