// SPDX-License-Identifier: Apache-2.0
#include "plot/canvas.h"

#include <array>

#include "plot/number.h"
#include "text/escape.h"

namespace dais::plot {
namespace {

constexpr auto kDashes = std::to_array<std::string_view>({"", "7 4", "2 3", "10 3 2 3", "4 2", "12 5"});
// At most 0.45: ink on the strongest keeps 4.5 : 1 by light and by dark.
constexpr std::array<std::string_view, Canvas::kShades> kStrengths = {".05", ".15", ".25", ".35", ".45"};

std::string_view anchor_name(Anchor anchor) { return anchor == Anchor::kMiddle ? "middle" : "end"; }

/// What is drawn on an 8 × 8 tile over the ink's wash.
std::string_view hatch_marks(Hatch hatch) {
  switch (hatch) {
    case Hatch::kSolid:
      return "";
    case Hatch::kDiagonal:
      return R"(<path d="M-2 2L2-2M-2 10L10-2M6 10L10 6" stroke="currentColor" stroke-width="2"/>)";
    case Hatch::kBackDiagonal:
      return R"(<path d="M-2 6L2 10M-2-2L10 10M6-2L10 2" stroke="currentColor" stroke-width="2"/>)";
    case Hatch::kDots:
      return R"(<circle cx="2" cy="2" r="1.4" fill="currentColor"/><circle cx="6" cy="6" r="1.4" fill="currentColor"/>)";
    case Hatch::kHorizontal:
      return R"(<path d="M0 2H8M0 6H8" stroke="currentColor" stroke-width="1.6"/>)";
    case Hatch::kVertical:
      return R"(<path d="M2 0V8M6 0V8" stroke="currentColor" stroke-width="1.6"/>)";
    case Hatch::kGrid:
      return R"(<path d="M0 4H8M4 0V8" stroke="currentColor" stroke-width="1.6"/>)";
    case Hatch::kEmpty:
      return "";
  }
  return "";
}

std::string_view wash_of(Hatch hatch) {
  if (hatch == Hatch::kSolid) return "1";
  return hatch == Hatch::kEmpty ? ".06" : ".2";
}

}  // namespace

Mark mark_of(std::size_t series) { return static_cast<Mark>(series % kMarks); }
std::string_view dashes_of(std::size_t series) { return kDashes.at(series % kDashes.size()); }

void append_escaped(std::string& out, std::string_view clean) {
  text::append_escaped(out, clean, text::Quotes::kEscaped);
}

void Canvas::tint(const Look& look) {
  if (theme_ == Theme::kPage) {
    body_ += " class=\"plot-";
    body_ += look.name;
  } else {
    body_ += " color=\"";
    body_ += colour(look, theme_);
  }
  body_ += '"';
}

void Canvas::attribute(std::string_view name, double value) {
  body_ += ' ';
  body_ += name;
  body_ += "=\"";
  append_coordinate(body_, value);
  body_ += '"';
}

void Canvas::corner(const Box& box) {
  attribute("x", box.x);
  attribute("y", box.y);
  attribute("width", box.width);
  attribute("height", box.height);
}

void Canvas::lettering(const Lettering& lettering) {
  attribute("font-size", lettering.size);
  if (lettering.weight == Weight::kBold) body_ += " font-weight=\"bold\"";
  if (lettering.anchor != Anchor::kStart) {
    body_ += " text-anchor=\"";
    body_ += anchor_name(lettering.anchor);
    body_ += '"';
  }
  tint(look_of(lettering.tone));
  body_ += " fill=\"currentColor\"";
}

void Canvas::text(Point at, std::string_view text, const Lettering& how) { text_within(at, text, 1e6, how); }

void Canvas::text_within(Point at, std::string_view text, double width, const Lettering& how) {
  const std::string shown = cut_text(text, how.size, width, how.weight);
  body_ += "<text";
  attribute("x", at.x);
  attribute("y", at.y);
  lettering(how);
  if (how.turned != 0) {
    body_ += " transform=\"rotate(";
    append_coordinate(body_, how.turned);
    for (const double part : {at.x, at.y}) {
      body_ += ' ';
      append_coordinate(body_, part);
    }
    body_ += ")\"";
  }
  body_ += '>';
  if (shown.size() != text.size() || shown != text) {
    body_ += "<title>";
    append_escaped(body_, text);
    body_ += "</title>";
  }
  append_escaped(body_, shown);
  body_ += "</text>";
}

void Canvas::bar(const Box& box, Ink ink, std::string_view tooltip) {
  used_.set(static_cast<std::size_t>(ink));
  body_ += "<rect";
  corner(box);
  body_ += " fill=\"url(#" + id_ + "-" + std::string(look_of(ink).name) + ")\" stroke=\"currentColor\"";
  tint(look_of(Tone::kEdge));
  body_ += "><title>";
  append_escaped(body_, tooltip);
  body_ += "</title></rect>";
}

void Canvas::figure_on_plate(Point middle, std::string_view figure, double size) {
  const double width = text_width(figure, size) + 6;
  body_ += "<rect";
  corner({.x = middle.x - width / 2, .y = middle.y - size * 0.65, .width = width, .height = size * 1.3});
  body_ += " rx=\"3\" fill=\"currentColor\"";
  tint(look_of(Tone::kGround));
  body_ += "/>";
  text({.x = middle.x, .y = middle.y + size * 0.36}, figure, {.size = size, .anchor = Anchor::kMiddle});
}

void Canvas::line(Point from, Point to, Tone tone) {
  body_ += "<line";
  attribute("x1", from.x);
  attribute("y1", from.y);
  attribute("x2", to.x);
  attribute("y2", to.y);
  body_ += " stroke=\"currentColor\"";
  tint(look_of(tone));
  body_ += "/>";
}

void Canvas::path(std::string_view path, Ink ink, std::size_t series) {
  body_ += "<path d=\"";
  body_ += path;
  body_ += "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linejoin=\"round\"";
  if (const auto dashes = dashes_of(series); !dashes.empty()) {
    body_ += " stroke-dasharray=\"";
    body_ += dashes;
    body_ += '"';
  }
  tint(look_of(ink));
  body_ += "/>";
}

void Canvas::mark(Point middle, Ink ink, std::size_t series, std::string_view tooltip) {
  static constexpr std::array<std::string_view, kMarks> kShapes = {
      "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "m-4-4h8v8h-8z",      "m0-5l4.8 8.6h-9.6z",
      "m0-5.4l5 5.4-5 5.4-5-5.4z",          "m0 5l4.8-8.6h-9.6z", "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"};
  const Mark shape = mark_of(series);
  body_ += "<path d=\"M";
  append_coordinate(body_, middle.x);
  body_ += ' ';
  append_coordinate(body_, middle.y);
  body_ += kShapes.at(static_cast<std::size_t>(shape));
  body_ +=
      shape == Mark::kRing ? "\" fill=\"none\" stroke-width=\"2\" stroke=\"currentColor\"" : "\" fill=\"currentColor\"";
  tint(look_of(ink));
  body_ += "><title>";
  append_escaped(body_, tooltip);
  body_ += "</title></path>";
}

void Canvas::shade(std::string_view cells, std::size_t strength) {
  body_ += "<path d=\"";
  body_ += cells;
  body_ += "\" fill=\"currentColor\" fill-opacity=\"";
  body_ += kStrengths.at(strength);
  body_ += '"';
  tint(look_of(Tone::kAccent));
  body_ += "/>";
}

void Canvas::fill(const Box& box, Tone tone) {
  body_ += "<rect";
  corner(box);
  body_ += " fill=\"currentColor\"";
  tint(look_of(tone));
  body_ += "/>";
}

void Canvas::open_group(Point moved) {
  body_ += "<g transform=\"translate(";
  append_coordinate(body_, moved.x);
  body_ += ' ';
  append_coordinate(body_, moved.y);
  body_ += ")\">";
}

void Canvas::open_texts(const Lettering& how) {
  body_ += "<g";
  lettering(how);
  body_ += '>';
}

void Canvas::cell_text(Point at, std::string_view text) {
  body_ += "<text";
  attribute("x", at.x);
  attribute("y", at.y);
  body_ += '>';
  append_escaped(body_, text);
  body_ += "</text>";
}

void Canvas::pattern(std::string& out, Ink ink) const {
  const Look& look = look_of(ink);
  out += "<pattern id=\"" + id_ + "-" + std::string(look.name) +
         "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"";
  if (theme_ == Theme::kPage) {
    out += " class=\"plot-" + std::string(look.name) + "\"";
  } else {
    out += " color=\"" + std::string(colour(look, theme_)) + "\"";
  }
  out += "><rect width=\"8\" height=\"8\" fill=\"currentColor\" fill-opacity=\"" + std::string(wash_of(look.hatch)) +
         "\"/>";
  out += hatch_marks(look.hatch);
  out += "</pattern>";
}

std::string Canvas::finished(std::string_view kind, Size size, const Caption& caption) const {
  std::string width;
  std::string height;
  append_coordinate(width, size.width);
  append_coordinate(height, size.height);
  std::string out = R"(<svg xmlns="http://www.w3.org/2000/svg" class="plot plot-)" + std::string(kind) +
                    "\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" height=\"" + height +
                    "\" role=\"img\" aria-labelledby=\"" + id_ + "-title" +
                    (caption.description.empty() ? "" : " " + id_ + "-desc") + "\"";
  out += theme_ == Theme::kPage ? ">" : R"( font-family="DejaVu Sans, Verdana, sans-serif">)";
  out += "<title id=\"" + id_ + "-title\">";
  append_escaped(out, clean_text(caption.title));
  out += "</title>";
  if (!caption.description.empty()) {
    out += "<desc id=\"" + id_ + "-desc\">";
    append_escaped(out, clean_text(caption.description));
    out += "</desc>";
  }
  if (used_.any()) {
    out += "<defs>";
    for (std::size_t ink = 0; ink < kInks; ++ink) {
      if (used_.test(ink)) pattern(out, static_cast<Ink>(ink));
    }
    out += "</defs>";
  }
  return out + body_ + "</svg>\n";
}

}  // namespace dais::plot
