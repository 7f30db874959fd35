// SPDX-License-Identifier: Apache-2.0
// A picture as a whole: its body, and where it stands alone its title, note and source around it.
#include <algorithm>

#include "plot/draw.h"
#include "plot/plot.h"

namespace dais::plot {
namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

std::string_view kind_of(const Plot& plot) {
  return std::visit(Overloaded{[](const Bars&) { return "bars"; }, [](const Matrix&) { return "matrix"; },
                               [](const TallyBar&) { return "tally"; }, [](const Timeline&) { return "timeline"; }},
                    plot);
}

Size draw(Canvas& canvas, const Plot& plot, Shape shape) {
  const double width = width_of(shape);
  return std::visit(Overloaded{[&](const Bars& bars) { return draw_bars(canvas, bars, width, shape); },
                               [&](const Matrix& matrix) { return draw_matrix(canvas, matrix, width); },
                               [&](const TallyBar& tally) { return draw_tally(canvas, tally, width); },
                               [&](const Timeline& timeline) { return draw_timeline(canvas, timeline, width, shape); }},
                    plot);
}

/// Lines from `top` on; returns where they end.
double draw_lines(Canvas& canvas, std::string_view text, Point at, double width, std::size_t most,
                  const Lettering& lettering) {
  for (const auto& line : broken_text(clean_text(text), lettering.size, width, most, lettering.weight)) {
    at.y += lettering.size * 1.35;
    canvas.text({.x = at.x, .y = at.y - lettering.size * 0.3}, line, lettering);
  }
  return at.y;
}

/// Drawn twice: once to know how large the body is, then in its place.
std::string render_alone(const Plot& plot, Theme theme, Shape shape, std::string_view id) {
  constexpr double kMargin = 20;
  Canvas trial(theme, id);
  const Size body = draw(trial, plot, shape);
  const Caption& caption = caption_of(plot);
  Canvas canvas(theme, id);
  Canvas measured(theme, id);
  const auto head = [&](Canvas& on) {
    return draw_lines(on, caption.title, {.x = kMargin, .y = kMargin}, body.width, 3,
                      {.size = 18, .weight = Weight::kBold}) +
           12;
  };
  const auto foot = [&](Canvas& on, double y) {
    if (!caption.note.empty())
      y = draw_lines(on, caption.note, {.x = kMargin, .y = y + 8}, body.width, 6, {.size = 12});
    if (!caption.source.empty()) {
      y = draw_lines(on, caption.source, {.x = kMargin, .y = y + 6}, body.width, 3, {.size = 11, .tone = Tone::kSoft});
    }
    return y + kMargin;
  };
  const double top = head(measured);
  const Size whole{.width = body.width + 2 * kMargin, .height = foot(measured, top + body.height)};
  canvas.fill({.x = 0, .y = 0, .width = whole.width, .height = whole.height}, Tone::kGround);
  head(canvas);
  canvas.open_group({.x = kMargin, .y = top});
  draw(canvas, plot, shape);
  canvas.close_group();
  foot(canvas, top + body.height);
  return canvas.finished(kind_of(plot), whole, caption);
}

std::string render_page_svg(const Plot& plot, Shape shape, std::string_view id, std::string_view shown_when) {
  Canvas canvas(Theme::kPage, id);
  const Size size = draw(canvas, plot, shape);
  return canvas.finished(std::string(kind_of(plot)) + std::string(shown_when), size, caption_of(plot));
}

}  // namespace

const Caption& caption_of(const Plot& plot) {
  return std::visit([](const auto& each) -> const Caption& { return each.caption; }, plot);
}

std::string render_svg(const Plot& plot, Theme theme, Shape shape, std::string_view id) {
  return theme == Theme::kPage ? render_page_svg(plot, shape, id, "") : render_alone(plot, theme, shape, id);
}

std::string render_for_page(const Plot& plot, std::string_view id) {
  const std::string name(id);
  const auto* matrix = std::get_if<Matrix>(&plot);
  std::string out = "<div class=\"plot-frame\">";
  if (matrix != nullptr) {
    out = R"(<div class="plot-frame plot-scroll" tabindex="0" role="region" aria-label=")";
    append_escaped(out, clean_text(matrix->caption.title));
    out += "\">";
  }
  if (matrix != nullptr && !is_roomy(*matrix)) {
    out += render_page_svg(plot, Shape::kNarrow, name, "");
  } else {
    out += render_page_svg(plot, Shape::kWide, name + "-wide", " plot-wide");
    out += render_page_svg(plot, Shape::kNarrow, name + "-narrow", " plot-narrow");
  }
  return out + "</div>\n";
}

}  // namespace dais::plot
