// SPDX-License-Identifier: Apache-2.0
#include "archive/export_file.h"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/digest.h"
#include "base/invariant.h"

namespace dais::archive {
namespace {

constexpr std::size_t kBuffer = 256U << 10U;
/// Half the time of zlib's own choice for a tenth more bytes.
constexpr int kCompression = 3;
/// A window of 32 KiB, and a gzip header.
constexpr int kGzipWindow = 15 + 16;
constexpr int kMemory = 8;

struct Closer {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using File = std::unique_ptr<std::FILE, Closer>;

class RunningDigest {
 public:
  RunningDigest() : context_(EVP_MD_CTX_new()) {
    invariant(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is there");
  }
  void add(std::string_view bytes) {
    invariant(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "SHA-256 takes bytes");
  }
  std::string hex() {
    Digest digest{};
    invariant(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "SHA-256 ends");
    return to_hex(digest);
  }

 private:
  std::unique_ptr<EVP_MD_CTX, Closer> context_;
};

tl::unexpected<Error> failed(const std::string& path) {
  return fail(ErrorCode::kIo, path + ": " + std::strerror(errno));
}

}  // namespace

struct ExportFile::State {
  std::string path;
  ExportedFile written;
  File file;
  RunningDigest digest;
};

ExportFile::ExportFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
ExportFile::ExportFile(ExportFile&&) noexcept = default;
ExportFile::~ExportFile() = default;

Result<ExportFile> ExportFile::create(const std::string& folder, const std::string& name) {
  auto state = std::make_unique<State>();
  state->path = folder + "/" + name;
  state->written.name = name;
  state->file.reset(std::fopen(state->path.c_str(), "wbe"));
  if (state->file == nullptr) return failed(state->path);
  static_cast<void>(std::setvbuf(state->file.get(), nullptr, _IOFBF, kBuffer));
  return ExportFile(std::move(state));
}

Status ExportFile::write(std::string_view bytes) {
  state_->digest.add(bytes);
  state_->written.bytes += bytes.size();
  if (std::fwrite(bytes.data(), 1, bytes.size(), state_->file.get()) != bytes.size()) return failed(state_->path);
  return {};
}

Result<ExportedFile> ExportFile::close() {
  if (std::fclose(state_->file.release()) != 0) return failed(state_->path);
  state_->written.sha256 = state_->digest.hex();
  return state_->written;
}

struct GzipFile::State {
  explicit State(ExportFile into) : file(std::move(into)) {
    invariant(deflateInit2(&stream, kCompression, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) == Z_OK,
              "zlib starts");
  }
  ~State() { deflateEnd(&stream); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Status compress(std::string_view bytes, int flush) {
    std::array<char, kBuffer> out;  // NOLINT: written before it is read
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      invariant(deflate(&stream, flush) != Z_STREAM_ERROR, "zlib goes on");
      if (Status done = file.write({out.data(), out.size() - stream.avail_out}); !done) return done;
    } while (stream.avail_out == 0);
    return {};
  }

  ExportFile file;
  z_stream stream{};
};

GzipFile::GzipFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
GzipFile::GzipFile(GzipFile&&) noexcept = default;
GzipFile::~GzipFile() = default;

Result<GzipFile> GzipFile::create(const std::string& folder, const std::string& name) {
  Result<ExportFile> file = ExportFile::create(folder, name);
  if (!file) return fail(std::move(file.error()));
  return GzipFile(std::make_unique<State>(std::move(*file)));
}

Status GzipFile::write(std::string_view bytes) {
  constexpr std::size_t kPart = 1U << 30U;  // zlib counts in 32 bits
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPart))) {
    if (Status done = state_->compress(bytes.substr(0, kPart), Z_NO_FLUSH); !done) return done;
  }
  return {};
}

Result<ExportedFile> GzipFile::close() {
  if (Status done = state_->compress({}, Z_FINISH); !done) return fail(done.error());
  return state_->file.close();
}

Result<ExportedFile> write_export_file(const std::string& folder, const std::string& name, std::string_view bytes) {
  Result<ExportFile> file = ExportFile::create(folder, name);
  if (!file) return fail(std::move(file.error()));
  if (Status written = file->write(bytes); !written) return fail(written.error());
  return file->close();
}

Result<ExportedFile> measure_file(const std::string& folder, const std::string& name) {
  const std::string path = folder + "/" + name;
  const File file(std::fopen(path.c_str(), "rbe"));
  if (file == nullptr) return failed(path);
  ExportedFile measured{name, 0, {}};
  RunningDigest digest;
  std::string buffer(kBuffer, '\0');
  for (;;) {
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get());
    if (got == 0) break;
    digest.add({buffer.data(), got});
    measured.bytes += got;
  }
  if (std::ferror(file.get()) != 0) return failed(path);
  measured.sha256 = digest.hex();
  return measured;
}

}  // namespace dais::archive
