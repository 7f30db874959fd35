// SPDX-License-Identifier: Apache-2.0
#include "config/config.h"

#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <type_traits>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "config/check.h"
#include "config/fields.h"
#include "config/nearest.h"

namespace dais::config {
namespace {

constexpr std::uintmax_t kMaxFileBytes = 4U << 20U;
constexpr std::string_view kOverride = "--set ";

/// "dais.toml:12", or the override as it was typed.
std::string place(const toml::source_region& region) {
  std::string path = region.path ? *region.path : std::string();
  if (path.starts_with(kOverride)) return path;
  return path + ":" + std::to_string(region.begin.line);
}

std::string_view last_part(std::string_view key) { return key.substr(key.rfind('.') + 1); }

/// The known key most like `key`; one of another section counts as one letter further off.
std::string nearest_key(std::string_view key) {
  std::string best;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const std::string& known : known_keys()) {
    const std::size_t distance =
        std::min(edit_distance(key, known), edit_distance(last_part(key), last_part(known)) + 1);
    if (distance >= best_distance) continue;
    best = known;
    best_distance = distance;
  }
  return best;
}

std::string_view words_for(toml::node_type type) {
  switch (type) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::table:
      return "a table";
    default:
      return "a date or time";
  }
}

/// What each type of a key takes; false where the node is of another type or out of range.
bool assign(const toml::node& node, std::string& into) {
  if (!node.is_string()) return false;
  into = node.as_string()->get();
  return true;
}
bool assign(const toml::node& node, double& into) {
  if (!node.is_number()) return false;
  into = *node.value<double>();
  return true;
}
template <typename Integer>
  requires std::is_integral_v<Integer>
bool assign(const toml::node& node, Integer& into) {
  if (!node.is_integer()) return false;
  const std::int64_t number = node.as_integer()->get();
  if (!std::in_range<Integer>(number)) return false;
  into = static_cast<Integer>(number);
  return true;
}
bool assign(const toml::node& node, std::vector<std::string>& into) {
  if (!node.is_array()) return false;
  std::vector<std::string> texts;
  for (const toml::node& element : *node.as_array()) {
    if (!assign(element, texts.emplace_back())) return false;
  }
  into = std::move(texts);
  return true;
}

constexpr std::string_view wanted(const std::string*) { return "a text in quotes"; }
constexpr std::string_view wanted(const double*) { return "a number"; }
constexpr std::string_view wanted(const int*) { return "a whole number"; }
constexpr std::string_view wanted(const std::uint64_t*) { return "a whole number of at least 0"; }
constexpr std::string_view wanted(const std::vector<std::string>*) { return "an array of texts"; }

class Reader {
 public:
  Result<Config> read(const toml::table& root) {
    Config config;
    for (const auto& [key, node] : root) {
      places_[std::string(key.str())] = place(key.source());
      if (Status good = read_top(std::string(key.str()), key, node, config); !good) return fail(good.error());
    }
    if (Status good = check(config, [this](const std::string& key) { return place_of(key); }); !good) {
      return fail(good.error());
    }
    return config;
  }

 private:
  Status read_top(const std::string& name, const toml::key& key, const toml::node& node, Config& config) {
    if (name == "instance") return read_table(name, key, node, config.instance);
    if (name == "database") return read_table(name, key, node, config.database);
    if (name == "net") return read_table(name, key, node, config.net);
    if (name == "serve") return read_table(name, key, node, config.serve);
    if (name == "data") return read_table(name, key, node, config.data);
    if (name == "source") return read_tables(name, key, node, config.sources);
    if (name == "votes") return read_table(name, key, node, config.votes);
    if (name == "insight") return read_table(name, key, node, config.insight);
    if (name == "recordings") return read_table(name, key, node, config.recordings);
    if (name == "documents") return read_table(name, key, node, config.documents);
    if (name == "speech") return read_table(name, key, node, config.speech);
    if (name == "recogniser") return read_tables(name, key, node, config.recognisers);
    if (name == "pipeline") return read_table(name, key, node, config.pipeline);
    if (name == "alarm") return read_table(name, key, node, config.alarm);
    if (name == "mail") return read_table(name, key, node, config.mail);
    if (name == "alias") return read_tables(name, key, node, config.aliases);
    return unknown(key, name);
  }

  template <typename Section>
  Status read_table(const std::string& name, const toml::key& key, const toml::node& node, Section& into) {
    if (!node.is_table()) return wrong_shape(key, name, "a table: [" + name + "]", node);
    return read_fields(name, name, *node.as_table(), into);
  }

  template <typename Section>
  Status read_tables(const std::string& name, const toml::key& key, const toml::node& node,
                     std::vector<Section>& into) {
    const std::string shape = "an array of tables: [[" + name + "]]";
    if (!node.is_array()) return wrong_shape(key, name, shape, node);
    for (const toml::node& element : *node.as_array()) {
      if (!element.is_table()) return wrong_shape(key, name, shape, element);
      const std::string numbered = name + "[" + std::to_string(into.size()) + "]";
      places_[numbered] = place(element.source());
      Section& section = into.emplace_back();
      if constexpr (requires { section.written; }) section.written.place = places_[numbered];
      if (Status good = read_fields(name, numbered, *element.as_table(), section); !good) return good;
    }
    return {};
  }

  /// `name` is the section in messages, `numbered` tells its repetitions apart.
  template <typename Section>
  Status read_fields(const std::string& name, const std::string& numbered, const toml::table& table, Section& into) {
    for (const auto& [key, node] : table) {
      const std::string dotted = name + "." + std::string(key.str());
      places_[numbered + "." + std::string(key.str())] = place(key.source());
      Status status = unknown(key, dotted);
      for_each_field<Section>([&](const auto& field) {
        if (field.key != key.str()) return;
        status = {};
        auto& value = into.*field.member;
        if (!assign(node, value)) status = wrong_shape(key, dotted, std::string(wanted(&value)), node);
      });
      if (!status) return status;
    }
    return {};
  }

  static Status unknown(const toml::key& key, const std::string& dotted) {
    return fail(ErrorCode::kBadConfig, place(key.source()) + ": unknown key \"" + dotted + "\"; did you mean \"" +
                                           nearest_key(dotted) + "\"?");
  }

  static Status wrong_shape(const toml::key& key, const std::string& name, const std::string& shape,
                            const toml::node& node) {
    return fail(ErrorCode::kBadConfig,
                place(key.source()) + ": " + name + ": should be " + shape + ", is " +
                    std::string(words_for(node.type())) +
                    (node.is_integer() ? " (" + std::to_string(node.as_integer()->get()) + ")" : ""));
  }

  /// Of the key itself, or of the table that lacks it.
  std::string place_of(const std::string& key) const {
    auto found = places_.find(key);
    if (found == places_.end()) found = places_.find(key.substr(0, key.rfind('.')));
    const std::string section = key.substr(0, key.find_first_of("[."));
    const std::string shown = section + "." + std::string(last_part(key));
    return found == places_.end() ? shown : found->second + ": " + shown;
  }

  std::map<std::string, std::string> places_;
};

/// Tables are merged, all else is replaced. Nodes are moved, not copied: a copy forgets where it was written.
void merge(toml::table& into, toml::table&& from) {
  for (auto it = from.begin(); it != from.end(); ++it) {
    toml::node* there = into.get(it->first.str());
    if (there != nullptr && there->is_table() && it->second.is_table()) {
      merge(*there->as_table(), std::move(*it->second.as_table()));
      continue;
    }
    if (there != nullptr) into.erase(it->first.str());
    it->second.visit([&](auto& value) { into.insert_or_assign(it->first, std::move(value)); });
  }
}

Status apply_override(toml::table& root, const std::string& text) {
  const std::string origin = std::string(kOverride) + text;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return fail(ErrorCode::kBadConfig, origin + ": should be KEY=VALUE, such as net.requests_per_second=2");
  }
  // One line: a line break could open a table and set more than the key that was named.
  toml::parse_result parsed =
      text.find_first_of("\r\n") == std::string::npos ? toml::parse(text, origin) : toml::parse("line break", origin);
  if (!parsed) {
    return fail(ErrorCode::kBadConfig,
                origin + ": the value is not TOML; a text needs quotes: " + text.substr(0, equals) + "=\"…\"");
  }
  merge(root, std::move(parsed).table());
  return {};
}

}  // namespace

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  const auto add = [&keys]<typename Section>(std::string_view name, const Section*) {
    for_each_field<Section>(
        [&](const auto& field) { keys.push_back(std::string(name) + "." + std::string(field.key)); });
  };
  const Config config;
  add("instance", &config.instance);
  add("database", &config.database);
  add("net", &config.net);
  add("serve", &config.serve);
  add("data", &config.data);
  add("source", static_cast<const Source*>(nullptr));
  add("alias", static_cast<const Alias*>(nullptr));
  add("votes", &config.votes);
  add("insight", &config.insight);
  add("pipeline", &config.pipeline);
  add("alarm", &config.alarm);
  add("mail", &config.mail);
  add("recordings", &config.recordings);
  add("documents", &config.documents);
  add("speech", &config.speech);
  add("recogniser", static_cast<const Recogniser*>(nullptr));
  return keys;
}

Result<Config> parse(std::string_view toml, std::string_view file_name, const std::vector<std::string>& overrides) {
  toml::parse_result parsed = toml::parse(toml, std::string(file_name));
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return fail(ErrorCode::kBadConfig, place(error.source()) + ": " + std::string(error.description()));
  }
  for (const std::string& text : overrides) {
    if (Status good = apply_override(parsed.table(), text); !good) return fail(good.error());
  }
  return Reader().read(parsed.table());
}

Result<Config> load(const std::string& instance_dir, const std::vector<std::string>& overrides) {
  const std::string path = (std::filesystem::path(instance_dir) / "dais.toml").lexically_normal().string();
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    return fail(ErrorCode::kBadConfig, path + ": there is no such file; `dais init DIR` makes an instance");
  }
  const std::uintmax_t size = std::filesystem::file_size(path, code);
  if (code) return fail(ErrorCode::kBadConfig, path + ": " + code.message());
  if (size > kMaxFileBytes) return fail(ErrorCode::kBadConfig, path + ": larger than 4 MB, which no configuration is");
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return fail(ErrorCode::kBadConfig, path + ": cannot be read");
  return parse(text.str(), path, overrides);
}

}  // namespace dais::config
