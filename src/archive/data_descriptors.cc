// SPDX-License-Identifier: Apache-2.0
#include "archive/data_descriptors.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <boost/json.hpp>

#include "json/json.h"
#include "text/escape.h"

namespace dais::archive {
namespace {

using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

constexpr std::string_view kAbout =
    "Meetings, votes, matters, people and everything said, as tables. Times are UTC in ISO 8601. "
    "Start with the codebook.";

struct OtherFile {
  std::string_view name;
  std::string_view title;
  std::string_view media_type;
};

/// What is no table of its own.
constexpr auto kOtherFiles = std::to_array<OtherFile>(
    {{"archive.sqlite", "All tables as one SQLite file", "application/vnd.sqlite3"},
     {"transcripts.jsonl.gz",
      "Transcripts with the time of each word, in the form of the Council Data Project, one a line",
      "application/gzip"},
     {"popolo.json", "People, bodies, meetings and votes as Popolo", "application/json"},
     {"open-civic-data.json", "People, bodies, meetings, bills and votes as Open Civic Data", "application/json"}});

const ExportedFile* find_file(const Dump& dump, std::string_view name) {
  const auto found = std::ranges::find(dump.files, name, &ExportedFile::name);
  return found == dump.files.end() ? nullptr : &*found;
}

/// Pretty enough to be read: one member of the outer object and one resource a line would be too long, so two levels.
std::string laid_out(const JsonObject& object) {
  std::string out = "{\n";
  bool first = true;
  for (const auto& [key, value] : object) {
    out += (first ? "" : ",\n") + std::string("  ") + json::write(boost::json::string(key)) + ": ";
    first = false;
    if (!value.is_array() || value.get_array().empty()) {
      out += json::write(value);
      continue;
    }
    out += "[\n";
    for (std::size_t i = 0; i < value.get_array().size(); ++i)
      out += (i == 0 ? "    " : ",\n    ") + json::write(value.get_array()[i]);
    out += "\n  ]";
  }
  return out + "\n}\n";
}

std::string name_from(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (name.ends_with('-')) name.pop_back();
  return name.empty() ? "archive" : name;
}

JsonObject field_of(const ColumnShape& column) {
  JsonObject field{
      {"name", column.column.name}, {"type", schema_type(column.column.type)}, {"description", column.description}};
  // Milliseconds are written only where there are any.
  if (column.column.type == store::ColumnType::kTime) field["format"] = "any";
  if (!column.values.empty())
    field["constraints"] = JsonObject{{"enum", JsonArray(column.values.begin(), column.values.end())}};
  return field;
}

JsonObject schema_of(const TableShape& shape) {
  JsonArray fields;
  JsonArray foreign_keys;
  for (const ColumnShape& column : shape.columns) {
    fields.push_back(field_of(column));
    if (column.refers_to.empty()) continue;
    foreign_keys.push_back(JsonObject{
        {"fields", column.column.name},
        {"reference", JsonObject{{"resource", column.refers_to == shape.name ? std::string_view() : column.refers_to},
                                 {"fields", "id"}}}});
  }
  JsonObject schema{{"fields", std::move(fields)},
                    {"primaryKey", JsonArray(shape.primary_key.begin(), shape.primary_key.end())},
                    {"missingValues", JsonArray{""}}};
  if (!foreign_keys.empty()) schema["foreignKeys"] = std::move(foreign_keys);
  return schema;
}

JsonObject resource_of(std::string_view name, std::string_view title, const ExportedFile& file) {
  return {
      {"name", name}, {"path", file.name}, {"title", title}, {"bytes", file.bytes}, {"hash", "sha256:" + file.sha256}};
}

JsonArray resources_of(const Dump& dump) {
  JsonArray resources;
  for (const ExportedTable& table : dump.tables) {
    const TableShape& shape = *table.shape;
    JsonObject csv = resource_of(shape.name, shape.title, table.csv);
    csv["profile"] = "tabular-data-resource";
    csv["description"] = shape.description;
    csv["format"] = "csv";
    csv["mediatype"] = "text/csv";
    csv["encoding"] = "utf-8";
    csv["rows"] = table.rows;
    csv["dialect"] = JsonObject{{"delimiter", ","}, {"lineTerminator", "\n"}, {"doubleQuote", true}, {"header", true}};
    csv["schema"] = schema_of(shape);
    resources.push_back(std::move(csv));
    JsonObject lines =
        resource_of(std::string(shape.name) + ".jsonl", std::string(shape.title) + ", as JSON Lines", table.json_lines);
    lines["format"] = "jsonl";
    lines["mediatype"] = "application/x-ndjson";
    lines["encoding"] = "utf-8";
    lines["rows"] = table.rows;
    resources.push_back(std::move(lines));
  }
  for (const OtherFile& other : kOtherFiles) {
    const ExportedFile* file = find_file(dump, other.name);
    if (file == nullptr) continue;
    JsonObject resource = resource_of(other.name, other.title, *file);
    resource["mediatype"] = other.media_type;
    resources.push_back(std::move(resource));
  }
  return resources;
}

JsonArray licences_of(const std::string& licence) {
  if (licence.empty()) return {};
  if (licence.starts_with("https://") || licence.starts_with("http://"))
    return {JsonObject{{"path", licence}, {"title", licence}}};
  const bool is_name = std::ranges::all_of(licence, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
  });
  return {JsonObject{{"name", is_name ? licence : name_from(licence)}, {"title", licence}}};
}

JsonArray sources_of(const config::Config& config) {
  JsonArray sources;
  for (const config::Source& source : config.sources) {
    JsonObject one{{"title", source.name}};
    const std::string& address = source.url.empty() ? source.base_url : source.url;
    if (address.starts_with("http")) one["path"] = address;
    sources.push_back(std::move(one));
  }
  return sources;
}

/// Every JSON text is a YAML flow scalar.
std::string yaml(std::string_view text) { return json::write(boost::json::string(text)); }

/// Readers that cut a file into blocks do so from 64 MB on, and mistake a break of lines in a cell for the end of a
/// row.
bool needs_json_lines(const ExportedTable& table) {
  constexpr std::uint64_t kOneBlock = 60'000'000;
  return table.csv_has_line_breaks && table.csv.bytes > kOneBlock;
}

std::string yaml_head(const Dump& dump, const config::Config& config, int format) {
  std::string out = "metadata:\n  version: " + std::to_string(format) + "\n  title: " + yaml(config.instance.name) +
                    "\n  data_version: " + yaml(dump.version) + "\n";
  if (!config.instance.licence.empty()) out += "  license: " + yaml(config.instance.licence) + "\n";
  if (dump.as_of) out += "  as_of: " + yaml(format_utc(*dump.as_of)) + "\n";
  return out;
}

std::string yaml_source(const ExportedTable& table, std::string_view driver, const ExportedFile& file) {
  return "  " + std::string(table.shape->name) + ":\n    description: " + yaml(table.shape->description) +
         "\n    driver: " + std::string(driver) + "\n    args:\n      urlpath: \"{{ CATALOG_DIR }}/" + file.name +
         "\"\n    metadata:\n      rows: " + std::to_string(table.rows) + "\n      sha256: " + yaml(file.sha256) +
         "\n      schema: \"{{ CATALOG_DIR }}/datapackage.json\"\n";
}

std::string escaped(std::string_view text) { return text::escaped(text, text::Quotes::kAsTheyAre); }

std::string codebook_table(const ExportedTable& table) {
  const TableShape& shape = *table.shape;
  const std::string name(shape.name);
  std::string out = "<h2 id=\"" + name + "\">" + escaped(shape.title) + ": <code>" + name + "</code></h2>\n<p>" +
                    escaped(shape.description) + " " + std::to_string(table.rows) + " rows.</p>\n" +
                    "<table>\n<thead><tr><th>Column</th><th>Type</th><th>Meaning</th></tr></thead>\n<tbody>\n";
  for (const ColumnShape& column : shape.columns) {
    std::string meaning = escaped(column.description);
    if (!column.refers_to.empty()) {
      const std::string target(column.refers_to);
      meaning += " An <code>id</code> of <a href=\"#" + target + "\">" + target + "</a>.";
    }
    for (std::size_t i = 0; i < column.values.size(); ++i)
      meaning += (i == 0 ? " One of: " : ", ") + escaped(column.values[i]);
    out += "<tr><td><code>" + std::string(column.column.name) + "</code></td><td>" +
           std::string(schema_type(column.column.type)) + "</td><td>" + meaning + "</td></tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

}  // namespace

std::string_view schema_type(store::ColumnType type) {
  switch (type) {
    case store::ColumnType::kInteger:
      return "integer";
    case store::ColumnType::kReal:
      return "number";
    case store::ColumnType::kTime:
      return "datetime";
    case store::ColumnType::kTruth:
      return "boolean";
    case store::ColumnType::kText:
      break;
  }
  return "string";
}

std::string data_package(const Dump& dump, const config::Config& config) {
  const config::Instance& instance = config.instance;
  JsonObject package{
      {"profile", "data-package"},
      {"name", name_from(instance.name)},
      {"title", instance.name},
      {"description", instance.about.empty() ? std::string(kAbout) : instance.about + "\n\n" + std::string(kAbout)},
      {"version", dump.version}};
  if (!instance.public_url.empty()) package["homepage"] = instance.public_url;
  if (dump.as_of) package["created"] = format_utc(*dump.as_of);
  if (JsonArray licences = licences_of(instance.licence); !licences.empty()) package["licenses"] = std::move(licences);
  if (JsonArray sources = sources_of(config); !sources.empty()) package["sources"] = std::move(sources);
  package["resources"] = resources_of(dump);
  return laid_out(package);
}

std::string intake_catalog(const Dump& dump, const config::Config& config) {
  std::string out = yaml_head(dump, config, 1) + "sources:\n";
  for (const ExportedTable& table : dump.tables) {
    out +=
        needs_json_lines(table) ? yaml_source(table, "jsonl", table.json_lines) : yaml_source(table, "csv", table.csv);
  }
  return out +
         "  json_lines:\n    description: \"The same tables as JSON Lines\"\n    driver: yaml_file_cat\n    args:\n"
         "      path: \"{{ CATALOG_DIR }}/catalog.jsonl.yml\"\n";
}

std::string intake_json_lines_catalog(const Dump& dump, const config::Config& config) {
  std::string out = yaml_head(dump, config, 1) + "sources:\n";
  for (const ExportedTable& table : dump.tables) out += yaml_source(table, "jsonl", table.json_lines);
  return out;
}

std::string intake2_catalog(const Dump& dump, const config::Config& config) {
  std::string aliases = "aliases:\n";
  std::string data = "data:\n";
  std::string entries = "entries:\n";
  for (const ExportedTable& table : dump.tables) {
    const std::string name(table.shape->name);
    aliases += "  " + name + ": " + name + "\n";
    data += "  " + name +
            "_csv:\n    datatype: intake.readers.datatypes:CSV\n    kwargs:\n      url: \"{CATALOG_DIR}/" +
            table.csv.name + "\"\n      storage_options: null\n    metadata:\n      sha256: " + yaml(table.csv.sha256) +
            "\n    user_parameters: {}\n";
    entries +=
        "  " + name + ":\n    reader: intake.readers.readers:PandasCSV\n    kwargs:\n      args:\n      - \"{data(" +
        name + "_csv)}\"\n    output_instance: pandas:DataFrame\n    metadata:\n      description: " +
        yaml(table.shape->description) + "\n      rows: " + std::to_string(table.rows) + "\n    user_parameters: {}\n";
  }
  return "version: 2\n" + yaml_head(dump, config, 2) + aliases + data + entries + "user_parameters: {}\n";
}

std::string codebook_html(const Dump& dump, const config::Config& config) {
  const std::string title = "Codebook: " + escaped(config.instance.name);
  std::string out =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n"
      "<h1>" +
      title + "</h1>\n<p>Version " + dump.version +
      (dump.as_of ? ", as of " + format_utc(*dump.as_of) : std::string()) + ". " + escaped(std::string(kAbout)) +
      "</p>\n";
  for (const ExportedTable& table : dump.tables) out += codebook_table(table);
  return out + "</body>\n</html>\n";
}

std::vector<std::pair<std::string, std::string>> data_descriptions(const Dump& dump, const config::Config& config) {
  return {{kDataPackageFile, data_package(dump, config)},
          {"catalog.yml", intake_catalog(dump, config)},
          {"catalog.jsonl.yml", intake_json_lines_catalog(dump, config)},
          {"catalog.v2.yaml", intake2_catalog(dump, config)},
          {"codebook.html", codebook_html(dump, config)}};
}

}  // namespace dais::archive
