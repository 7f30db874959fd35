// SPDX-License-Identifier: Apache-2.0
#include "store/blobs.h"

#include <openssl/evp.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/digest.h"

namespace dais::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHexDigits = 64;
constexpr std::size_t kMaxText = 1ULL << 30U;
constexpr int kCompression = 3;

bool is_blob_name(std::string_view name) {
  if (name.size() < kHexDigits || name.size() > kHexDigits + 8) return false;
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  const auto is_ending = [](char c) { return c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  return std::ranges::all_of(name.substr(0, kHexDigits), is_hex) &&
         std::ranges::all_of(name.substr(kHexDigits), is_ending);
}

Result<std::string> read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorCode::kNotFound, path + ": not there");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Of this process and this thread alone: two threads may keep the same file at once.
std::string beside(const std::string& path) {
  static std::atomic<std::uint64_t> threads = 0;
  thread_local const std::uint64_t thread = ++threads;
  return path + "." + std::to_string(getpid()) + "-" + std::to_string(thread) + ".part";
}

Status move_into_place(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return fail(ErrorCode::kIo, to + ": " + error.message());
  return {};
}

Status make_folder_of(const std::string& path) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) return fail(ErrorCode::kIo, path + ": " + error.message());
  return {};
}

Result<std::string> hash_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorCode::kNotFound, path + ": cannot be read");
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::array<char, 1U << 16U> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  Digest digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  return to_hex(digest);
}

std::string ending_of(const std::string& path) {
  std::string ending = fs::path(path).extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
  });
  return is_blob_name(std::string(kHexDigits, '0') + ending) ? ending : "";
}

}  // namespace

std::string Blobs::place(const std::string& name) const { return folder_ + "/" + name.substr(0, 2) + "/" + name; }

Result<std::string> Blobs::put_text(std::string_view text) {
  std::string name = sha256_hex(text) + ".zst";
  const std::string path = place(name);
  if (fs::exists(path)) return name;
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), kCompression);
  if (ZSTD_isError(size) != 0) return fail(ErrorCode::kInternal, std::string("zstd: ") + ZSTD_getErrorName(size));
  if (Status made = make_folder_of(path); !made) return fail(made.error());
  {
    std::ofstream out(beside(path), std::ios::binary);
    out.write(packed.data(), static_cast<std::streamsize>(size));
    if (!out.flush()) return fail(ErrorCode::kIo, path + ": cannot be written (is the disk full?)");
  }
  if (Status moved = move_into_place(beside(path), path); !moved) return fail(moved.error());
  return name;
}

Result<std::string> Blobs::text(const std::string& name) const {
  const Result<std::string> path = path_of(name);
  if (!path) return fail(ErrorCode::kStorage, path.error().message);
  const Result<std::string> packed = read_whole(*path);
  if (!packed) return fail(packed.error());
  const unsigned long long size = ZSTD_getFrameContentSize(packed->data(), packed->size());
  if (size > kMaxText) return fail(ErrorCode::kStorage, *path + ": damaged");
  std::string text(size, '\0');
  const std::size_t unpacked = ZSTD_decompress(text.data(), text.size(), packed->data(), packed->size());
  if (ZSTD_isError(unpacked) != 0 || unpacked != size) return fail(ErrorCode::kStorage, *path + ": damaged");
  return text;
}

Result<std::string> Blobs::put_file(const std::string& path) {
  Result<std::string> hash = hash_file(path);
  if (!hash) return hash;
  std::string name = *hash + ending_of(path);
  const std::string to = place(name);
  if (fs::exists(to)) return name;
  if (Status made = make_folder_of(to); !made) return fail(made.error());
  std::error_code error;
  fs::copy_file(path, beside(to), fs::copy_options::overwrite_existing, error);
  if (error) return fail(ErrorCode::kIo, path + ": " + error.message());
  if (Status moved = move_into_place(beside(to), to); !moved) return fail(moved.error());
  return name;
}

Result<std::string> Blobs::path_of(const std::string& name) const {
  if (!is_blob_name(name)) return fail(ErrorCode::kNotFound, "no file of that name");
  std::string path = place(name);
  if (!fs::exists(path)) return fail(ErrorCode::kNotFound, path + ": not there");
  return path;
}

Result<Blobs::Swept> Blobs::sweep(const std::unordered_set<std::string>& in_use, Instant before) {
  // The two clocks have no fixed relation: how long ago it is holds for both.
  const auto limit = fs::file_time_type::clock::now() - (now() - before);
  Swept swept;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone) || in_use.contains(at->path().filename().string())) continue;
    if (at->last_write_time(gone) >= limit || gone) continue;
    const std::uint64_t bytes = at->file_size(gone);
    if (!fs::remove(at->path(), gone) || gone) continue;
    ++swept.files;
    swept.bytes += bytes;
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return fail(ErrorCode::kIo, folder_ + ": " + error.message());
  return swept;
}

}  // namespace dais::store
