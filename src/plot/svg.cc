// SPDX-License-Identifier: Apache-2.0
// A picture as a whole: its body, and where it stands alone its title, note and source around it.
#include <algorithm>

#include "plot/alone.h"
#include "plot/draw.h"
#include "plot/plot.h"

namespace dais::plot {
namespace {

constexpr double kMargin = 20;

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

std::string_view kind_of(const Plot& plot) {
  return std::visit(Overloaded{[](const Bars&) { return "bars"; }, [](const Matrix&) { return "matrix"; },
                               [](const TallyBar&) { return "tally"; }, [](const Timeline&) { return "timeline"; }},
                    plot);
}

Size draw(Canvas& canvas, const Plot& plot, const Layout& layout) {
  const auto [width, shape] = layout;
  return std::visit(
      Overloaded{[&, w = width, s = shape](const Bars& bars) { return draw_bars(canvas, bars, w, s); },
                 [&, w = width](const Matrix& matrix) { return draw_matrix(canvas, matrix, w); },
                 [&, w = width](const TallyBar& tally) { return draw_tally(canvas, tally, w); },
                 [&, w = width, s = shape](const Timeline& line) { return draw_timeline(canvas, line, w, s); }},
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

std::string render_page_svg(const Plot& plot, Shape shape, std::string_view id, std::string_view shown_when) {
  Canvas canvas(Theme::kPage, id);
  const Size size = draw(canvas, plot, {.width = width_of(shape), .shape = shape});
  return canvas.finished(std::string(kind_of(plot)) + std::string(shown_when), size, caption_of(plot));
}

double draw_head(Canvas& canvas, const Caption& caption, double width) {
  return 12 + draw_lines(canvas, caption.title, {.x = kMargin, .y = kMargin}, width, 3,
                         {.size = 18, .weight = Weight::kBold});
}

double draw_foot(Canvas& canvas, const Caption& caption, double width, double y) {
  if (!caption.note.empty()) y = draw_lines(canvas, caption.note, {.x = kMargin, .y = y + 8}, width, 6, {.size = 12});
  if (!caption.source.empty()) {
    y = draw_lines(canvas, caption.source, {.x = kMargin, .y = y + 6}, width, 3, {.size = 11, .tone = Tone::kSoft});
  }
  return y + kMargin;
}

}  // namespace

/// Drawn twice: once to know how large all is, then in its place.
Drawing render_alone(const Plot& plot, Theme theme, const Layout& layout, std::string_view id) {
  const Caption& caption = caption_of(plot);
  Canvas trial(theme, id);
  const Size body = draw(trial, plot, layout);
  const double top = draw_head(trial, caption, body.width);
  const Size whole{.width = body.width + 2 * kMargin,
                   .height = draw_foot(trial, caption, body.width, top + body.height)};
  Canvas canvas(theme, id);
  canvas.fill({.x = 0, .y = 0, .width = whole.width, .height = whole.height}, Tone::kGround);
  draw_head(canvas, caption, body.width);
  canvas.open_group({.x = kMargin, .y = top});
  draw(canvas, plot, layout);
  canvas.close_group();
  draw_foot(canvas, caption, body.width, top + body.height);
  return {.svg = canvas.finished(kind_of(plot), whole, caption), .size = whole};
}

const Caption& caption_of(const Plot& plot) {
  return std::visit([](const auto& each) -> const Caption& { return each.caption; }, plot);
}

std::string render_svg(const Plot& plot, Theme theme, Shape shape, std::string_view id) {
  if (theme == Theme::kPage) return render_page_svg(plot, shape, id, "");
  return render_alone(plot, theme, {.width = width_of(shape), .shape = shape}, id).svg;
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
