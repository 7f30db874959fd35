// SPDX-License-Identifier: Apache-2.0
#include "speech/captions.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "speech/assemble.h"
#include "speech/cdp_json.h"
#include "speech/cue_blocks.h"
#include "speech/foreign_json.h"
#include "speech/markup.h"
#include "speech/table.h"
#include "text/encoding.h"

namespace dais::speech {
namespace {

using domain::TranscriptKind;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

void describe(domain::Transcript& transcript, std::string_view format, std::string_view name) {
  const std::string file = lower(name.substr(name.find_last_of('/') + 1));
  const bool machine = file.find("whisper") != std::string::npos;
  transcript.kind = machine ? TranscriptKind::kMachine : TranscriptKind::kCaptions;
  transcript.generator = (machine ? "Whisper, as " : "Captions, as ") + std::string(format);
}

Result<Captions> finish(Captions captions, Warnings& warnings) {
  if (captions.transcript.sentences.empty()) {
    return fail(ErrorCode::kBadInput, warnings.empty()
                                          ? "there is nothing in it: no cue has text"
                                          : "there is nothing in it that can be read: " + warnings.first());
  }
  captions.warnings = warnings.take();
  return captions;
}

Result<Captions> read_cues(std::string_view text, std::string_view name, Warnings& warnings) {
  CueFile file = read_cue_blocks(text, warnings);
  order_cues(file.cues, warnings);
  Speakers speakers;
  TokenReader reader(speakers);
  for (Cue& cue : file.cues) cue.tokens = reader.read(std::exchange(cue.payload, {}), Markup::kTags);
  Captions captions;
  captions.transcript.language = file.language;
  describe(captions.transcript, file.is_webvtt ? "WebVTT" : "SubRip", name);
  captions.transcript.sentences = assemble_sentences(std::move(file.cues), speakers, Labels::kInText);
  return finish(std::move(captions), warnings);
}

Result<Captions> from_passages(PassageList list, std::string_view format, std::string_view name, Warnings& warnings) {
  Captions captions;
  describe(captions.transcript, format, name);
  captions.transcript.sentences = read_passages(std::move(list.passages), list.unit, warnings);
  return finish(std::move(captions), warnings);
}

/// What a JSON text is instead of a transcript.
std::string describe_json(const json::View& root) {
  if (root.is_array()) return "a list of something else";
  if (!root.is_object()) return "a single value";
  std::string keys;
  std::size_t listed = 0;
  for (const auto& member : root.raw()->get_object()) {
    if (++listed > 6) {
      keys += ", \u2026";
      break;
    }
    keys += (listed == 1 ? "" : ", ") + std::string(std::string_view(member.key()).substr(0, 40));
  }
  return listed == 0 ? "an empty object" : "an object with " + keys;
}

Result<Captions> read_json(std::string_view text, std::string_view format, std::string_view name, Warnings& warnings) {
  const auto parsed = json::parse(text);
  if (!parsed) return fail(parsed.error());
  const json::View root(*parsed);
  if (root["sentences"].is_array()) return finish(read_cdp_sentences(root, warnings), warnings);
  if (root["format"].is_string() && root["data"].is_array()) {
    auto passages = read_cdptools_data(root);
    if (!passages) return fail(passages.error());
    auto captions =
        from_passages({*std::move(passages), Unit::kSeconds, "data"}, "cdptools transcript", name, warnings);
    if (!captions) return captions;
    const auto confidence = root["confidence"].number();
    if (confidence && *confidence) captions->transcript.confidence = **confidence;
    return captions;
  }
  auto list = find_passages(root);
  if (list) return from_passages(*std::move(list), format, name, warnings);
  return fail(ErrorCode::kBadInput,
              "JSON, but no transcript: " + describe_json(root) +
                  "; looked for \"sentences\", \"segments\" or a list of passages with text and start");
}

/// Formats that are known and not read, so that the reason is plain.
std::string_view known_other(std::string_view text) {
  if (text.starts_with("%PDF")) return "a PDF document";
  if (text.starts_with("PK\x03\x04")) return "a ZIP archive or office document";
  if (text.starts_with("Scenarist_SCC")) return "SCC captions, which are not read yet";
  const std::string start = lower(text.substr(0, 2000));
  if (start.find("<!doctype html") != std::string::npos || start.find("<html") != std::string::npos)
    return "a web page, not the captions it may link to";
  if (start.find("<tt ") != std::string::npos || start.find("<tt:tt") != std::string::npos)
    return "TTML captions, which are not read yet";
  if (start.find("[script info]") != std::string::npos) return "SubStation captions, which are not read yet";
  return {};
}

bool is_binary(std::string_view content) {
  const auto controls = std::count_if(content.begin(), content.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v';
  });
  return static_cast<std::size_t>(controls) * 20 > content.size();
}

Result<Captions> read_text(std::string_view text, std::string_view name, Warnings& warnings) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos) return fail(ErrorCode::kBadInput, "there is nothing in it");
  const std::string_view body = text.substr(first);
  if (body.starts_with("WEBVTT")) return read_cues(text, name, warnings);
  if (const std::string_view other = known_other(body); !other.empty())
    return fail(ErrorCode::kBadInput, "this is " + std::string(other));
  if (body[0] == '{' || body[0] == '[') {
    auto read = read_json(text, "a JSON list of passages", name, warnings);
    if (read || !has_cue_times(text)) return read;
  }
  if (has_cue_times(text)) return read_cues(text, name, warnings);
  if (auto table = read_table(text)) return from_passages(*std::move(table), "a table", name, warnings);
  const std::string file = lower(name);
  const bool script_name = file.ends_with(".js") || file.ends_with(".mjs") || file.ends_with(".ts");
  if (script_name || body.starts_with("const ") || body.starts_with("var ") || body.starts_with("let ") ||
      body.starts_with("export ")) {
    if (const auto json = json_of_script(text))
      return read_json(*json, "a JavaScript list of passages", name, warnings);
  }
  return fail(ErrorCode::kBadInput,
              "neither captions (WebVTT, SubRip) nor a transcript (CDP or other JSON, table): no cue times in it");
}

}  // namespace

Result<Captions> read_captions(std::string_view content, std::string_view name) {
  Warnings warnings;
  const text::Decoded decoded = text::decode_text(content);
  // UTF-16 has a NUL in every other byte, so only what came out of decoding is judged.
  if (is_binary(decoded.encoding == text::Encoding::kUtf16 ? std::string_view(decoded.utf8) : content)) {
    const std::string_view other = known_other(content);
    return fail(ErrorCode::kBadInput,
                std::string(name) + ": this is " + (other.empty() ? "not text" : std::string(other)));
  }
  auto captions = read_text(decoded.utf8, name, warnings);
  if (!captions) return fail(std::move(captions).error().at(name));
  return captions;
}

}  // namespace dais::speech
