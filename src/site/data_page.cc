// SPDX-License-Identifier: Apache-2.0
// The open data: the page that lists a version's files, the codebook, and the files themselves. What a file is and how
// large it is tells the version itself (archive/publication.h).
#include <boost/json.hpp>

#include "archive/data_descriptors.h"
#include "archive/table_shapes.h"
#include "json/json.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/words.h"

namespace dais::site {
namespace {

using archive::DataFile;
using archive::DataVersion;
using archive::SharedData;

constexpr const char* kForEver = "public, max-age=31536000, immutable";

tl::unexpected<Error> no_open_data() { return fail(ErrorCode::kNotFound, "this site offers no open data"); }

std::string size_words(std::uint64_t bytes) {
  constexpr std::uint64_t kStep = 1000;
  constexpr std::uint64_t kTenths = 10;
  const char* unit = "bytes";
  std::uint64_t tenths = bytes * kTenths;
  for (const char* larger : {"kB", "MB", "GB"}) {
    if (tenths < kStep * kTenths) break;
    tenths = (tenths + kStep / 2) / kStep;
    unit = larger;
  }
  const bool whole = tenths % kTenths == 0 || tenths >= 100 * kTenths;
  return with_commas(static_cast<std::int64_t>(tenths / kTenths)) +
         (whole ? "" : "." + std::to_string(tenths % kTenths)) + " " + unit;
}

void set_file(Dict& into, const SharedData& data, const DataFile& file) {
  set(into, "HREF", "/data/" + data->version.version + "/" + file.name);
  set(into, "FILE", file.name);
  set(into, "SIZE", size_words(file.bytes));
  set(into, "SHA256", file.sha256);
}

void add_tables(Dict& content, const SharedData& data) {
  for (const archive::TableShape& shape : archive::exported_tables()) {
    const std::string name(shape.name);
    const DataFile* csv = data->find(name + ".csv");
    const DataFile* lines = data->find(name + ".jsonl");
    if (csv == nullptr || lines == nullptr) continue;
    Dict& row = add_section(content, "TABLE");
    set(row, "NAME", name);
    set(row, "TITLE", csv->title);
    set(row, "DESCRIPTION", csv->description);
    set(row, "ROWS", with_commas(csv->rows.value_or(0)));
    set_file(add_section(row, "CSV"), data, *csv);
    set_file(add_section(row, "JSONL"), data, *lines);
  }
}

void add_whole_files(Dict& content, const SharedData& data) {
  struct Whole {
    const char* name;
    const char* title;  ///< where the data package has none
  };
  for (const Whole whole :
       {Whole{"archive.sqlite", ""}, Whole{"transcripts.jsonl.gz", ""}, Whole{"popolo.json", ""},
        Whole{"open-civic-data.json", ""},
        Whole{"datapackage.json", "Description of every table and column (Frictionless Data Package)"},
        Whole{"catalog.yml", "Catalog for Python’s Intake"}, Whole{"catalog.v2.yaml", "The same for Intake 2"},
        Whole{"codebook.html", "Codebook"}, Whole{"SHA256SUMS", "Checksums of all files"}}) {
    const DataFile* file = data->find(whole.name);
    if (file == nullptr) continue;
    Dict& row = add_section(content, "WHOLE");
    set(row, "TITLE", file->title.empty() ? std::string_view(whole.title) : std::string_view(file->title));
    set_file(row, data, *file);
  }
}

Status add_versions(Dict& content, const Visit& visit, const std::string& shown) {
  const auto versions = visit.site.publication->versions();
  if (!versions) return fail(versions.error());
  Dict* list = nullptr;
  for (const DataVersion& version : *versions) {
    if (!version.kept || version.version == shown) continue;
    if (list == nullptr) list = &add_section(content, "EARLIER");
    Dict& row = add_section(*list, "VERSION");
    set(row, "VERSION_NAME", version.version);
    set(row, "SIZE", size_words(version.bytes));
    if (version.as_of) set_date(add_section(row, "AS_OF"), "DATE", *version.as_of, visit.site.config.instance.timezone);
  }
  return {};
}

boost::json::array distribution_of(const Visit& visit, const SharedData& data) {
  boost::json::array out;
  for (const DataFile& file : data->files) {
    out.push_back(
        boost::json::object{{"@type", "DataDownload"},
                            {"name", file.name},
                            {"contentUrl", absolute(visit.site, "/data/" + data->version.version + "/" + file.name)},
                            {"encodingFormat", file.media_type.substr(0, file.media_type.find(';'))},
                            {"contentSize", std::to_string(file.bytes) + " B"},
                            {"sha256", file.sha256}});
  }
  return out;
}

/// schema.org, for search engines of data sets.
std::string dataset_of(const Visit& visit, const SharedData& data) {
  const config::Instance& instance = visit.site.config.instance;
  boost::json::object out{{"@context", "https://schema.org/"},
                          {"@type", "Dataset"},
                          {"name", instance.name},
                          {"description", "Meetings, votes, matters, people and everything said, of " + instance.name +
                                              (instance.about.empty() ? "." : ". " + instance.about)},
                          {"url", absolute(visit.site, "/data/")},
                          {"version", data->version.version},
                          {"isAccessibleForFree", true}};
  if (!instance.licence.empty()) out["license"] = instance.licence;
  if (data->version.as_of) out["dateModified"] = format_utc(*data->version.as_of);
  if (const auto home = visit.reader.home(); home && home->holdings.first_event && home->holdings.last_event) {
    out["temporalCoverage"] = format_local(*home->holdings.first_event, instance.timezone, "%F") + "/" +
                              format_local(*home->holdings.last_event, instance.timezone, "%F");
  }
  out["distribution"] = distribution_of(visit, data);
  return json::write(out);
}

Result<SharedData> newest_of(const Visit& visit) {
  if (visit.site.publication == nullptr) return no_open_data();
  return visit.site.publication->newest();
}

http::Response elsewhere(const std::string& location) {
  http::Response response;
  response.status = 302;
  response.body = "The newest version is at " + location + "\n";
  response.headers = {{"Location", location}, {"Cache-Control", "no-cache"}, {"Access-Control-Allow-Origin", "*"}};
  add_safety_headers(response);
  return response;
}

}  // namespace

Result<http::Response> data_page(const Visit& visit) {
  if (auto ok = Parameters(visit.request, "UTC").check(); !ok) return fail(ok.error());
  const Result<SharedData> data = newest_of(visit);
  if (!data && data.error().code != ErrorCode::kUnavailable && data.error().code != ErrorCode::kConflict)
    return fail(data.error());
  const config::Instance& instance = visit.site.config.instance;
  Page page(visit.site, "data.tpl", "Open data");
  page.under("/data/").canonical("/data/").describe("The whole archive as files: CSV, JSON Lines, SQLite and more.");
  Dict& content = page.content();
  set(content, "BASE", absolute(visit.site, ""));
  show_text(content, "LICENCE", instance.licence);
  if (!data) {
    show(content, "NONE", true);
    return page.finish();
  }
  Dict& shown = add_section(content, "DATA");
  const DataVersion& version = (*data)->version;
  set(shown, "BASE", instance.public_url.empty() ? std::string("http://HOST") : absolute(visit.site, ""));
  set(shown, "VERSION", version.version);
  set(shown, "SIZE", size_words(version.bytes));
  if (version.as_of) set_date(add_section(shown, "AS_OF"), "DATE", *version.as_of, instance.timezone);
  add_tables(shown, *data);
  add_whole_files(shown, *data);
  if (auto ok = add_versions(shown, visit, version.version); !ok) return fail(ok.error());
  page.data_set(dataset_of(visit, *data));
  return page.finish();
}

Result<http::Response> codebook_page(const Visit& visit) {
  if (auto ok = Parameters(visit.request, "UTC").check(); !ok) return fail(ok.error());
  Page page(visit.site, "codebook.tpl", "Codebook");
  page.under("/data/").canonical("/data/codebook").describe("What each table and column of the open data means.");
  Dict& content = page.content();
  for (const archive::TableShape& shape : archive::exported_tables()) {
    Dict& table = add_section(content, "TABLE");
    set(table, "NAME", shape.name);
    set(table, "TITLE", shape.title);
    set(table, "DESCRIPTION", shape.description);
    for (const archive::ColumnShape& column : shape.columns) {
      Dict& row = add_section(table, "COLUMN");
      set(row, "COLUMN_NAME", column.column.name);
      set(row, "TYPE", archive::schema_type(column.column.type));
      set(row, "MEANING", column.description);
      show_text(row, "REFERS", column.refers_to, "TARGET");
      std::string words;
      for (const std::string_view value : column.values) words += (words.empty() ? "" : ", ") + std::string(value);
      show_text(row, "WORDS", words);
    }
  }
  return page.finish();
}

Result<http::Response> newest_data_file(const Visit& visit) {
  if (auto ok = Parameters(visit.request, "UTC").check(); !ok) return fail(ok.error());
  const Result<SharedData> data = newest_of(visit);
  if (!data) return fail(data.error());
  const std::string& name = visit.request.param("name");
  if (name == "latest" || name == (*data)->version.version) return elsewhere("/data/");
  if ((*data)->find(name) == nullptr)
    return fail(ErrorCode::kNotFound, "no file " + name + " in the newest version of the open data");
  return elsewhere("/data/" + (*data)->version.version + "/" + http::encode_component(name));
}

Result<http::Response> data_file(const Visit& visit) {
  if (auto ok = Parameters(visit.request, "UTC").check(); !ok) return fail(ok.error());
  if (visit.site.publication == nullptr) return no_open_data();
  const Result<SharedData> data = visit.site.publication->find(visit.request.param("version"));
  if (!data) return fail(data.error());
  const DataFile* file = (*data)->find(visit.request.param("name"));
  if (file == nullptr)
    return fail(ErrorCode::kNotFound,
                "no file " + visit.request.param("name") + " in version " + (*data)->version.version);
  http::Response response;
  response.content_type = file->media_type;
  response.body = http::FileBody{(*data)->folder + "/" + file->name};
  response.headers = {{"Cache-Control", kForEver}, {"Access-Control-Allow-Origin", "*"}};
  if (!file->sha256.empty()) response.headers.emplace_back("X-Content-SHA256", file->sha256);
  add_safety_headers(response);
  return response;
}

}  // namespace dais::site
