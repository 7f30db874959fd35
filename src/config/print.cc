// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "config/config.h"
#include "config/fields.h"

namespace dais::config {
namespace {

/// A basic TOML string: what TOML does not allow as it stands is escaped.
std::string toml_value(const std::string& text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string toml_value(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + toml_value(text);
  return out + "]";
}

template <typename Number>
  requires std::is_arithmetic_v<Number>
std::string toml_value(Number number) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

/// "key = value", in columns with its comment; commented out where it holds the default and need not be seen.
template <typename Section>
std::string print_fields(const Section& section) {
  const Section defaults;
  std::string out;
  for_each_field<Section>([&](const auto& field) {
    const auto& value = section.*field.member;
    const bool live = field.shown == Shown::kAlways || value != defaults.*field.member;
    std::string line = (live ? "" : "# ") + std::string(field.key) + " = " + toml_value(value);
    constexpr std::size_t kCommentColumn = 40;
    if (line.size() < kCommentColumn) line.resize(kCommentColumn, ' ');
    out += line + "  # " + std::string(field.comment) + "\n";
  });
  return out;
}

constexpr std::string_view kSourceExample = R"(# Where records come from; one [[source]] each. `dais gather` reads them.
#
# [[source]]
# name = "scrapers"
# kind = "cdp"                            # CDP ingestion JSON: a path, a glob, a URL, or a command that prints it
# command = ["python3", "scraper.py"]
)";

constexpr std::string_view kRecogniserExample = R"(# The first one that answers writes the transcript.
#
# [[recogniser]]
# name = "whisper"
# kind = "openai"                         # a server with the OpenAI transcription API, such as whisper.cpp's
# url = "http://127.0.0.1:8080"
#
# [[recogniser]]
# name = "draft"
# kind = "pocketsphinx"                   # without a server; a rough draft, good for search at best
)";

constexpr std::string_view kAliasExample = R"(# Two spellings, one person; take it out again and they part.
#
# [[alias]]
# person = "Gale A. Brewer"
# also = ["Gale Brewer"]
)";

}  // namespace

std::string print(const Config& config) {
  std::string out = "# Dais: one instance. docs/configuration.md says more about each key.\n";
  out += "\n[instance]\n" + print_fields(config.instance);
  out += "\n[database]\n" + print_fields(config.database);
  out += "\n[net]\n" + print_fields(config.net);
  out += "\n[serve]\n" + print_fields(config.serve);
  out += "\n[data]\n" + print_fields(config.data);
  if (config.sources.empty()) out += "\n" + std::string(kSourceExample);
  for (const Source& source : config.sources) out += "\n[[source]]\n" + print_fields(source);
  out += "\n# What a council calls its votes, where Dais doesn't know the word; dais doctor lists those.\n[votes]\n";
  out += print_fields(config.votes);
  out += "\n# The words that figures of the voting record go by.\n[insight]\n" + print_fields(config.insight);
  out += "\n# What is kept of recordings, and how they are fetched; docs/recordings.md.\n[recordings]\n";
  out += print_fields(config.recordings);
  out += "\n# Whose text is read and found: agendas, minutes, attachments; docs/documents.md.\n[documents]\n";
  out += print_fields(config.documents);
  out += "\n# Who writes down what is said where there are no good captions; docs/speech.md.\n[speech]\n";
  out += print_fields(config.speech);
  if (config.recognisers.empty()) out += "\n" + std::string(kRecogniserExample);
  for (const Recogniser& recogniser : config.recognisers) out += "\n[[recogniser]]\n" + print_fields(recogniser);
  out += "\n# When and how often, and what is remembered of it; docs/pipeline.md.\n[pipeline]\n";
  out += print_fields(config.pipeline);
  out += "\n# Who is told when something fails or falls silent.\n[alarm]\n" + print_fields(config.alarm);
  out += "\n[mail]\n" + print_fields(config.mail);
  if (config.aliases.empty()) out += "\n" + std::string(kAliasExample);
  for (const Alias& alias : config.aliases) out += "\n[[alias]]\n" + print_fields(alias);
  return out;
}

}  // namespace dais::config
