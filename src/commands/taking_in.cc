// SPDX-License-Identifier: Apache-2.0
#include "commands/taking_in.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>

#include <boost/json.hpp>

#include "commands/progress.h"
#include "json/json.h"

namespace dais::commands {
namespace {

struct Line {
  std::string_view table;
  std::string_view label;
};
constexpr std::array kLines = {Line{"event", "events"},   Line{"event_item", "items"},
                               Line{"vote", "votes"},     Line{"transcript", "transcripts"},
                               Line{"matter", "matters"}, Line{"person", "persons"}};

archive::Counts counts_of(const archive::Summary& summary, std::string_view table) {
  const auto found = summary.tables.find(table);
  if (found == summary.tables.end()) return {};
  archive::Counts counts = found->second;
  // A matter that an agenda only cites has no record of its own to count; a person who only votes is a person.
  if (table == "matter") counts.added -= counts.mentioned;
  return counts;
}

void print_requests(const std::map<std::string, std::uint64_t>& requests) {
  if (requests.empty()) return;
  std::uint64_t all = 0;
  for (const auto& [outcome, count] : requests) all += count;
  std::cout << "requests: " << all;
  const char* separator = " (";
  for (const auto& [outcome, count] : requests) {
    std::cout << separator << count << ' ' << outcome;
    separator = ", ";
  }
  std::cout << ")\n";
}

void print_text(const archive::Summary& summary, archive::Effect effect) {
  std::cout << std::left << std::setw(14) << "" << std::right << std::setw(9) << "new" << std::setw(9) << "changed"
            << std::setw(11) << "unchanged" << std::setw(11) << "withdrawn" << '\n';
  for (const Line& line : kLines) {
    const archive::Counts counts = counts_of(summary, line.table);
    std::cout << std::left << std::setw(14) << line.label << std::right << std::setw(9) << counts.added << std::setw(9)
              << counts.changed << std::setw(11) << counts.unchanged << std::setw(11) << counts.withdrawn << '\n';
  }
  print_requests(summary.requests);
  std::cout << "documents: " << summary.documents << " taken, " << summary.documents_unchanged << " unchanged, "
            << summary.documents_refused << " refused";
  if (const std::size_t refusals = summary.refusals.size(); refusals > 0)
    std::cout << "; " << refusals << (refusals == 1 ? " refusal, named above" : " refusals, named above");
  if (effect == archive::Effect::kDryRun) std::cout << " (dry run: nothing was written)";
  std::cout << "; " << std::fixed << std::setprecision(1) << summary.seconds << " s\n";
}

void print_json(const archive::Summary& summary) {
  boost::json::object out;
  for (const Line& line : kLines) {
    const archive::Counts counts = counts_of(summary, line.table);
    out[line.label] = {{"new", counts.added},
                       {"changed", counts.changed},
                       {"unchanged", counts.unchanged},
                       {"withdrawn", counts.withdrawn}};
  }
  out["documents"] = {
      {"taken", summary.documents}, {"unchanged", summary.documents_unchanged}, {"refused", summary.documents_refused}};
  if (!summary.requests.empty()) {
    boost::json::object requests;
    for (const auto& [outcome, count] : summary.requests) requests[outcome] = count;
    out["requests"] = std::move(requests);
  }
  boost::json::array refusals;
  for (const sources::Refusal& refusal : summary.refusals)
    refusals.push_back({{"where", refusal.where}, {"why", refusal.error.message}});
  out["refused"] = std::move(refusals);
  out["seconds"] = summary.seconds;
  std::cout << json::write(out) << '\n';
}

}  // namespace

Result<int> take_in(const Invocation& invocation, const config::Config& config, sources::Source& source,
                    const std::string& source_name, const sources::Window& window, archive::Effect effect) {
  Progress progress("documents");
  archive::IngestOptions options{source_name, effect,
                                 [&progress](std::uint64_t done, std::uint64_t total) { progress.show(done, total); }};
  const auto taken = archive::take_in(invocation.instance_dir, config, source, window, std::move(options));
  progress.end();
  if (!taken) return fail(taken.error());
  const archive::Summary& summary = taken->summary;
  for (const std::string& warning : summary.warnings) std::cerr << "note: " << warning << '\n';
  for (const sources::Refusal& refusal : summary.refusals)
    std::cerr << "refused: " << refusal.where << ": " << refusal.error.message << '\n';
  if (invocation.format == Format::kJson) {
    print_json(summary);
  } else {
    print_text(summary, effect);
  }
  if (taken->failure) return fail(*taken->failure);
  return summary.refusals.empty() ? 0 : error_info(ErrorCode::kRefused).exit_code;
}

}  // namespace dais::commands
