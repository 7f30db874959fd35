// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "plot/draw.h"
#include "plot/number.h"

namespace dais::plot {
namespace {

constexpr double kBarHeight = 46;

std::string counted(const Part& part) {
  return clean_text(part.name) + " " + written_number(static_cast<double>(part.count));
}

/// The name over a part that is wide enough for it, the figure in it.
void label_part(Canvas& canvas, const Part& part, const Box& box) {
  const std::string figure = written_number(static_cast<double>(part.count));
  if (text_width(figure, 15) + 10 <= box.width) {
    canvas.figure_on_plate({.x = box.x + box.width / 2, .y = box.y + box.height / 2}, figure, 15);
  }
  const std::string name = clean_text(part.name);
  if (text_width(name, 13) + 8 <= box.width) canvas.text({.x = box.x + 1, .y = box.y - 6}, name);
}

}  // namespace

Size draw_tally(Canvas& canvas, const TallyBar& tally, double width) {
  double whole = 0;
  for (const auto& part : tally.parts) whole += static_cast<double>(std::max<std::int64_t>(part.count, 0));
  if (whole <= 0) return draw_nothing(canvas, width);
  constexpr double kTop = 20;
  double x = 1;
  for (const auto& part : tally.parts) {
    if (part.count <= 0) continue;
    const Box box{
        .x = x, .y = kTop, .width = static_cast<double>(part.count) / whole * (width - 2), .height = kBarHeight};
    canvas.bar(box, part.ink, counted(part));
    label_part(canvas, part, box);
    x += box.width;
  }
  std::vector<LegendEntry> entries;
  entries.reserve(tally.parts.size());
  for (const auto& part : tally.parts) {
    entries.push_back(hatch_entry({.name = counted(part), .ink = part.ink, .values = {}}));
  }
  double y = kTop + kBarHeight + 14;
  y += draw_legend(canvas, entries, {.x = 0, .y = y}, width);
  const std::string sum = clean_text(tally.count_name) + ": " + written_number(whole);
  if (!tally.count_name.empty()) {
    canvas.text_within({.x = 0, .y = y + 12}, sum, width, {.size = 12, .tone = Tone::kSoft});
    y += 18;
  }
  return {.width = width, .height = y};
}

}  // namespace dais::plot
