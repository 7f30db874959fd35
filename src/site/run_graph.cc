// SPDX-License-Identifier: Apache-2.0
#include "site/run_graph.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "plot/canvas.h"
#include "plot/lettering.h"

namespace dais::site {
namespace {

using pipeline::EdgeRow;
using pipeline::JobRow;
using pipeline::RunView;

constexpr std::size_t kMostBoxes = 40;
constexpr double kWidth = 190;
constexpr double kHeight = 46;
constexpr double kGapX = 56;
constexpr double kGapY = 14;
constexpr double kMargin = 4;

struct Box {
  std::string title;
  std::string state;  ///< the worst of those it stands for
  std::string words;  ///< below the title
  std::string href;
  std::size_t layer = 0;
  std::size_t row = 0;
};

struct Arrow {
  std::size_t from;
  std::size_t to;
  bool added;
  auto operator<=>(const Arrow&) const = default;
};

struct Graph {
  std::vector<Box> boxes;  ///< each after those that point to it
  std::set<Arrow> arrows;
};

/// How much a state of one says about a box of many.
std::size_t weight_of(std::string_view state) {
  constexpr std::array<std::string_view, 9> kLightToHeavy = {
      "unchanged", "succeeded", "skipped", "cancelled", "waiting", "later", "ready", "running", "failed"};
  return static_cast<std::size_t>(std::ranges::find(kLightToHeavy, state) - kLightToHeavy.begin());
}

std::string address_of(const JobRow& job) {
  return "/runs/" + std::to_string(number(job.run)) + "/steps/" + std::to_string(number(job.id));
}

/// What the step does, without what the whole run is about.
std::string title_within(const JobRow& job, const RunView& run) {
  const std::string about = ": " + run.run.title;
  return job.title.ends_with(about) ? job.title.substr(0, job.title.size() - about.size()) : job.title;
}

Graph graph_of_steps(const RunView& run) {
  Graph graph;
  std::map<pipeline::JobId, std::size_t> places;
  for (const JobRow& job : run.jobs) {
    places.emplace(job.id, graph.boxes.size());
    const std::string attempt = job.attempt > 1 ? ", attempt " + std::to_string(job.attempt) : "";
    graph.boxes.push_back({title_within(job, run), job.state, job.state + attempt, address_of(job)});
  }
  for (const EdgeRow& edge : run.edges) {
    const auto from = places.find(edge.parent);
    const auto to = places.find(edge.child);
    if (from != places.end() && to != places.end())
      graph.arrows.insert({from->second, to->second, edge.why == EdgeRow::Why::kAddedBy});
  }
  return graph;
}

Graph graph_of_kinds(const RunView& run) {
  Graph graph;
  std::map<std::string, std::size_t> places;
  std::map<std::string, std::map<std::string, int>> counts;
  std::map<pipeline::JobId, std::size_t> place_of_job;
  for (const JobRow& job : run.jobs) {
    const auto [place, fresh] = places.emplace(job.kind, graph.boxes.size());
    if (fresh) graph.boxes.push_back({job.kind, job.state, "", "#steps"});
    place_of_job.emplace(job.id, place->second);
    ++counts[job.kind][job.state];
    std::string& worst = graph.boxes[place->second].state;
    if (weight_of(job.state) > weight_of(worst)) worst = job.state;
  }
  for (Box& box : graph.boxes) {
    for (const auto& [state, count] : counts[box.title])
      box.words += (box.words.empty() ? "" : ", ") + std::to_string(count) + " " + state;
  }
  for (const EdgeRow& edge : run.edges) {
    const auto from = place_of_job.find(edge.parent);
    const auto to = place_of_job.find(edge.child);
    // Kinds stand in the order of their first steps: an arrow backward or to itself would lead in circles.
    if (from != place_of_job.end() && to != place_of_job.end() && from->second < to->second)
      graph.arrows.insert({from->second, to->second, edge.why == EdgeRow::Why::kAddedBy});
  }
  return graph;
}

/// The layer of a box is one after the last that points to it.
void lay_out(Graph& graph) {
  std::map<std::size_t, std::size_t> rows;
  for (std::size_t i = 0; i < graph.boxes.size(); ++i) {
    for (const Arrow& arrow : graph.arrows) {
      if (arrow.to == i) graph.boxes[i].layer = std::max(graph.boxes[i].layer, graph.boxes[arrow.from].layer + 1);
    }
    graph.boxes[i].row = rows[graph.boxes[i].layer]++;
  }
}

std::string at(double value) {
  std::string text = std::to_string(value);
  return text.substr(0, text.find('.') + 2);
}

double left_of(const Box& box) { return kMargin + static_cast<double>(box.layer) * (kWidth + kGapX); }
double top_of(const Box& box) { return kMargin + static_cast<double>(box.row) * (kHeight + kGapY); }

void append_arrow(std::string& out, const Box& from, const Box& to, bool added) {
  const double x1 = left_of(from) + kWidth;
  const double y1 = top_of(from) + kHeight / 2;
  const double x2 = left_of(to);
  const double y2 = top_of(to) + kHeight / 2;
  const double bend = kGapX / 2;
  out += "<path class=\"" + std::string(added ? "added" : "needs") + "\" d=\"M" + at(x1) + " " + at(y1) + "C" +
         at(x1 + bend) + " " + at(y1) + " " + at(x2 - bend) + " " + at(y2) + " " + at(x2 - 6) + " " + at(y2) +
         "\"/><path class=\"head\" d=\"M" + at(x2) + " " + at(y2) + "l-8 -4v8z\"/>";
}

void append_box(std::string& out, const Box& box) {
  constexpr double kTitle = 14;
  constexpr double kWords = 12;
  constexpr double kText = kWidth - 26;
  const std::string title = plot::clean_text(box.title);
  const double x = left_of(box);
  const double y = top_of(box);
  out += "<a href=\"";
  plot::append_escaped(out, box.href);
  out += "\" class=\"step " + box.state + "\"><title>";
  plot::append_escaped(out, title + ": " + box.words);
  out += "</title><rect x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(kWidth) + "\" height=\"" + at(kHeight) +
         "\" rx=\"4\"/><rect class=\"state\" x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"8\" height=\"" +
         at(kHeight) + "\"/><text x=\"" + at(x + 18) + "\" y=\"" + at(y + 19) + "\">";
  plot::append_escaped(out, plot::cut_text(title, kTitle, kText));
  out += "</text><text class=\"words\" x=\"" + at(x + 18) + "\" y=\"" + at(y + 36) + "\">";
  plot::append_escaped(out, plot::cut_text(plot::clean_text(box.words), kWords, kText));
  out += "</text></a>";
}

}  // namespace

std::string run_graph_svg(const RunView& run) {
  if (run.jobs.empty()) return {};
  Graph graph = run.jobs.size() > kMostBoxes ? graph_of_kinds(run) : graph_of_steps(run);
  lay_out(graph);
  double width = 0;
  double height = 0;
  std::string body;
  for (const Arrow& arrow : graph.arrows)
    append_arrow(body, graph.boxes[arrow.from], graph.boxes[arrow.to], arrow.added);
  for (const Box& box : graph.boxes) {
    append_box(body, box);
    width = std::max(width, left_of(box) + kWidth + kMargin);
    height = std::max(height, top_of(box) + kHeight + kMargin);
  }
  return "<svg class=\"run-graph\" viewBox=\"0 0 " + at(width) + " " + at(height) + "\" width=\"" + at(width) +
         "\" height=\"" + at(height) + "\" role=\"group\" aria-label=\"Steps of the run; the table says the same\">" +
         body + "</svg>";
}

}  // namespace dais::site
