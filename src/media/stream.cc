// SPDX-License-Identifier: Apache-2.0
#include "media/stream.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "base/digest.h"
#include "media/convert.h"
#include "media/playlist.h"
#include "net/web_address.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPlaylist = 16U << 20U;
constexpr std::uint64_t kMaxRange = 64U << 20U;  // of a piece that is a part of a file: it is held in memory
constexpr std::size_t kKeyBytes = 16;

struct Located {
  PieceList list;
  std::string url;  ///< of the playlist, after redirects: what its pieces are relative to
};

struct Streams {
  Located picture;
  std::optional<Located> sound;  ///< where it comes apart from the picture
};

/// Decrypts in pieces; a stream's pieces are padded one by one (RFC 8216 4.3.2.4).
class Decryption {
 public:
  Decryption(const std::string& key, const std::string& iv) : context_(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free) {
    EVP_DecryptInit_ex(context_.get(), EVP_aes_128_cbc(), nullptr, reinterpret_cast<const unsigned char*>(key.data()),
                       reinterpret_cast<const unsigned char*>(iv.data()));
  }
  std::string update(std::string_view bytes) {
    std::string plain(bytes.size() + kKeyBytes, '\0');
    int size = 0;
    EVP_DecryptUpdate(context_.get(), reinterpret_cast<unsigned char*>(plain.data()), &size,
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    plain.resize(static_cast<std::size_t>(size));
    return plain;
  }
  std::optional<std::string> finish() {
    std::string plain(kKeyBytes, '\0');
    int size = 0;
    if (EVP_DecryptFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(plain.data()), &size) != 1)
      return std::nullopt;
    plain.resize(static_cast<std::size_t>(size));
    return plain;
  }

 private:
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context_;
};

std::string counter_iv(std::uint64_t number) {
  std::string iv(kKeyBytes, '\0');
  for (std::size_t i = 0; i < 8; ++i) iv[kKeyBytes - 1 - i] = static_cast<char>(number >> (8 * i));
  return iv;
}

/// One file that grows by pieces, and beside it how many are in it: a later try goes on behind them.
class Growing {
 public:
  Growing(std::string path, const Located& located)
      : path_(std::move(path)), state_path_(path_ + ".state"), signature_(signature_of(located)) {}

  Status open() {
    std::ifstream state(state_path_);
    std::string signature;
    std::error_code error;
    if (state >> signature >> done_ >> size_ && signature == signature_ && fs::file_size(path_, error) >= size_ &&
        !error) {
      fs::resize_file(path_, size_, error);
    } else {
      done_ = 0;
      size_ = 0;
    }
    out_.open(path_, std::ios::binary | std::ios::in | std::ios::out | (size_ == 0 ? std::ios::trunc : std::ios::ate));
    if (!out_) return fail(ErrorCode::kStorage, path_ + ": cannot be written");
    out_.seekp(static_cast<std::streamoff>(size_));
    return {};
  }
  Status append(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    size_ += bytes.size();
    return out_ ? Status{} : Status(fail(ErrorCode::kStorage, path_ + ": cannot be written; is the disk full?"));
  }
  Status piece_done() {
    out_.flush();
    ++done_;
    std::ofstream state(state_path_, std::ios::trunc);
    state << signature_ << ' ' << done_ << ' ' << size_ << '\n';
    return out_ && state.flush() ? Status{} : Status(fail(ErrorCode::kStorage, path_ + ": cannot be written"));
  }
  [[nodiscard]] std::size_t done() const { return done_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  void remove() {
    out_.close();
    std::error_code error;
    fs::remove(path_, error);
    fs::remove(state_path_, error);
  }

 private:
  /// Addresses of pieces may carry passing tokens; how many there are and how long they are stays.
  static std::string signature_of(const Located& located) {
    std::string lengths;
    for (const Piece& piece : located.list.pieces) lengths += fmt::format("{:.3f} ", piece.seconds);
    return sha256_hex(net::path_of(located.url) + "\n" + lengths);
  }

  std::string path_;
  std::string state_path_;
  std::string signature_;
  std::fstream out_;
  std::size_t done_ = 0;
  std::uint64_t size_ = 0;
};

class StreamFetch {
 public:
  StreamFetch(net::Client& client, const Tools& tools, const config::Recordings& config, std::string folder,
              const Watch& watch)
      : client_(client), tools_(tools), config_(config), folder_(std::move(folder)), watch_(watch) {}

  Result<std::string> fetch(const std::string& url) {
    auto streams = locate(url);
    if (!streams) return fail(std::move(streams.error()));
    Growing picture(folder_ + "/picture.ts", streams->picture);
    if (Status fetched = fetch_pieces(streams->picture, picture); !fetched) return fail(std::move(fetched.error()));
    std::string output = folder_ + "/recording.mp4";
    if (!streams->sound) {
      if (Status joined = join(tools_, picture.path(), "", output); !joined) return fail(std::move(joined.error()));
    } else {
      Growing sound(folder_ + "/sound.ts", *streams->sound);
      if (Status fetched = fetch_pieces(*streams->sound, sound); !fetched) return fail(std::move(fetched.error()));
      if (Status joined = join(tools_, picture.path(), sound.path(), output); !joined)
        return fail(std::move(joined.error()));
      sound.remove();
    }
    picture.remove();
    return output;
  }

 private:
  net::Request request_for(const std::string& url) const {
    net::Request request;
    request.url = url;
    request.stop = tools_.cancelled;
    return request;
  }

  Result<Streams> locate(const std::string& url) {
    auto first = read_playlist(url);
    if (!first) return fail(std::move(first.error()));
    if (auto* pieces = std::get_if<PieceList>(&first->first)) {
      return whole(Streams{Located{std::move(*pieces), first->second}, std::nullopt});
    }
    const auto& variants = std::get<VariantList>(first->first);
    const Variant& variant = choose_variant(variants, config_.max_height);
    if (watch_.log)
      watch_.log(fmt::format("a stream in {} sizes; taking {} lines", variants.variants.size(), variant.height));
    auto picture = read_pieces(first->second, variant.uri);
    if (!picture) return fail(std::move(picture.error()));
    Streams streams{std::move(*picture), std::nullopt};
    if (const std::string uri = sound_of(variants, variant); !uri.empty()) {
      auto sound = read_pieces(first->second, uri);
      if (!sound) return fail(std::move(sound.error()));
      streams.sound = std::move(*sound);
    }
    return whole(std::move(streams));
  }

  /// A stream that goes on is not yet a recording.
  Result<Streams> whole(Streams streams) const {
    const Located& picture = streams.picture;
    if (!picture.list.has_ended || (streams.sound && !streams.sound->list.has_ended)) {
      return fail(ErrorCode::kUnavailable,
                  picture.url + ": the stream is still going on; it can be fetched when it has ended");
    }
    if (picture.list.seconds() > tools_.limits.max_seconds) {
      return fail(ErrorCode::kTooLarge,
                  fmt::format("{}: {:.1f} hours long, more than the {:.1f} of recordings.max_hours", picture.url,
                              picture.list.seconds() / 3600, tools_.limits.max_seconds / 3600));
    }
    return streams;
  }

  Result<std::pair<Playlist, std::string>> read_playlist(const std::string& url) {
    auto answer = client_.get(request_for(url));
    if (!answer) return fail(std::move(answer.error()));
    if (answer->status != 200) {
      const bool gone = answer->status == 404 || answer->status == 410;
      return fail(gone ? ErrorCode::kNotFound : ErrorCode::kUnavailable,
                  fmt::format("{}: answered with status {}", answer->url, answer->status));
    }
    if (answer->body.size() > kMaxPlaylist)
      return fail(ErrorCode::kTooLarge, answer->url + ": a playlist of more than 16 MB");
    auto playlist = parse_playlist(answer->body);
    if (!playlist) return fail(std::move(playlist.error()).at(answer->url));
    return std::pair(std::move(*playlist), answer->url);
  }

  Result<Located> read_pieces(const std::string& base, const std::string& uri) {
    const auto url = net::resolve_url(base, uri);
    if (!url) return fail(url.error());
    auto read = read_playlist(*url);
    if (!read) return fail(std::move(read.error()));
    auto* pieces = std::get_if<PieceList>(&read->first);
    if (pieces == nullptr) return fail(ErrorCode::kBadInput, *url + ": a list of streams that names lists of streams");
    return Located{std::move(*pieces), read->second};
  }

  Status fetch_pieces(const Located& located, Growing& into) {
    if (Status opened = into.open(); !opened) return opened;
    const auto& pieces = located.list.pieces;
    if (into.done() > 0 && watch_.log)
      watch_.log(fmt::format("goes on after {} of {} pieces", into.done(), pieces.size()));
    for (std::size_t i = into.done(); i < pieces.size(); ++i) {
      const Piece& piece = pieces[i];
      if (tools_.cancelled && tools_.cancelled())
        return fail(ErrorCode::kTimeout, located.url + ": stopped before it was there");
      const bool new_head = !piece.head_uri.empty() && (i == 0 || pieces[i - 1].head_uri != piece.head_uri ||
                                                        pieces[i - 1].head_range != piece.head_range);
      if (new_head) {
        if (Status added = add(located, piece.head_uri, piece.head_range, nullptr, into); !added) return added;
      }
      if (Status added = add_piece(located, piece, into); !added) return added;
      if (Status done = into.piece_done(); !done) return done;
      // How large the whole will be is guessed from the pieces that are there.
      if (watch_.on_bytes) watch_.on_bytes(into.size(), into.size() / (i + 1) * pieces.size());
    }
    return {};
  }

  Status add_piece(const Located& located, const Piece& piece, Growing& into) {
    if (!piece.key) return add(located, piece.uri, piece.range, nullptr, into);
    const auto key = key_for(located, piece.key->uri);
    if (!key) return fail(key.error());
    Decryption decryption(*key, piece.key->iv.empty() ? counter_iv(piece.number) : piece.key->iv);
    return add(located, piece.uri, piece.range, &decryption, into);
  }

  Result<std::string> key_for(const Located& located, const std::string& uri) {
    const auto url = net::resolve_url(located.url, uri);
    if (!url) return fail(url.error());
    const auto known = keys_.find(*url);
    if (known != keys_.end()) return known->second;
    const auto answer = client_.get(request_for(*url));
    if (!answer) return fail(answer.error());
    if (answer->status != 200 || answer->body.size() != kKeyBytes) {
      return fail(ErrorCode::kForbidden, located.url + ": is encrypted, and its key is not given to us");
    }
    return keys_.emplace(*url, answer->body).first->second;
  }

  Status add(const Located& located, const std::string& uri, const std::optional<ByteRange>& range,
             Decryption* decryption, Growing& into) {
    const auto url = net::resolve_url(located.url, uri);
    if (!url) return fail(url.error());
    return range ? add_range(*url, *range, decryption, into) : add_file(*url, decryption, into);
  }

  Status add_range(const std::string& url, const ByteRange& range, Decryption* decryption, Growing& into) {
    if (range.size > kMaxRange) return fail(ErrorCode::kTooLarge, url + ": a piece of more than 64 MB");
    net::Request request = request_for(url);
    request.headers.emplace_back("Range", fmt::format("bytes={}-{}", range.offset, range.offset + range.size - 1));
    const auto answer = client_.get(request);
    if (!answer) return fail(answer.error());
    // A redirect to another host drops the header, and some servers know no ranges: then the whole comes.
    const bool is_whole = answer->status == 200;
    std::string_view bytes = answer->body;
    if (is_whole) bytes = bytes.substr(std::min<std::size_t>(range.offset, bytes.size()), range.size);
    if ((!is_whole && answer->status != 206) || bytes.size() != range.size) {
      return fail(ErrorCode::kUnavailable, fmt::format("{}: a piece is not there (status {})", url, answer->status));
    }
    if (Status put = append(bytes, decryption, into); !put) return put;
    return finish(url, decryption, into);
  }

  Status add_file(const std::string& url, Decryption* decryption, Growing& into) {
    net::DownloadLimits limits = download_limits(config_);
    limits.max_bytes -= std::min(limits.max_bytes, into.size());
    const std::string path = folder_ + "/piece";
    const auto brought = client_.download(request_for(url), path, limits);
    if (!brought) return fail(brought.error());
    std::ifstream in(path, std::ios::binary);
    std::array<char, 1U << 17U> buffer{};
    while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
      if (Status put = append({buffer.data(), static_cast<std::size_t>(in.gcount())}, decryption, into); !put)
        return put;
    }
    std::error_code error;
    fs::remove(path, error);
    return finish(url, decryption, into);
  }

  Status append(std::string_view bytes, Decryption* decryption, Growing& into) const {
    const auto most = static_cast<std::uint64_t>(config_.max_gigabytes * 1e9);
    if (bytes.size() > most - std::min(most, into.size())) {
      return fail(ErrorCode::kTooLarge, fmt::format("{}: larger than the {} GB of recordings.max_gigabytes",
                                                    into.path(), config_.max_gigabytes));
    }
    return into.append(decryption == nullptr ? std::string(bytes) : decryption->update(bytes));
  }

  static Status finish(const std::string& url, Decryption* decryption, Growing& into) {
    if (decryption == nullptr) return {};
    const auto last = decryption->finish();
    if (!last) return fail(ErrorCode::kBadInput, url + ": a piece that its key does not open");
    return into.append(*last);
  }

  net::Client& client_;
  const Tools& tools_;
  const config::Recordings& config_;
  const std::string folder_;
  const Watch& watch_;
  std::map<std::string, std::string> keys_;
};

}  // namespace

net::DownloadLimits download_limits(const config::Recordings& config) {
  net::DownloadLimits limits;
  limits.max_bytes = static_cast<std::uint64_t>(config.max_gigabytes * 1e9);
  limits.keep_free_bytes = static_cast<std::uint64_t>(config.keep_free_gigabytes * 1e9);
  return limits;
}

Result<std::string> fetch_stream(net::Client& client, const Tools& tools, const config::Recordings& config,
                                 const std::string& url, const std::string& folder, const Watch& watch) {
  return StreamFetch(client, tools, config, folder, watch).fetch(url);
}

}  // namespace dais::media
