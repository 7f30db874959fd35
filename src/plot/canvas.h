// SPDX-License-Identifier: Apache-2.0
// Where a picture is put down as SVG elements: units are those of the view box, y grows downward. Colours are written
// once, as `color` or as a class of the page's style sheet; everything is painted in currentColor.
#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include "plot/inks.h"
#include "plot/lettering.h"
#include "plot/plot.h"

namespace dais::plot {

struct Point {
  double x = 0;
  double y = 0;
};
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};
struct Size {
  double width = 0;
  double height = 0;
};

enum class Anchor { kStart, kMiddle, kEnd };

/// `turned` in degrees, around where the text starts.
struct Lettering {
  double size = 13;
  Tone tone = Tone::kInk;
  Anchor anchor = Anchor::kStart;
  Weight weight = Weight::kNormal;
  double turned = 0;
};

/// How the line of a series is told from others: its dashes and the marks on it.
enum class Mark { kCircle, kSquare, kTriangle, kDiamond, kDownTriangle, kRing };
inline constexpr std::size_t kMarks = 6;
Mark mark_of(std::size_t series);
/// Lengths of dash and gap in turn; empty for a whole line.
std::string_view dashes_of(std::size_t series);

void append_escaped(std::string& out, std::string_view clean);

class Canvas {
 public:
  Canvas(Theme theme, std::string_view id) : theme_(theme), id_(id) {}

  /// `at.y` is the base line. REQUIRES (as all texts here): clean text.
  void text(Point at, std::string_view text, const Lettering& lettering = {});
  /// Cut to `width`; where it was, the whole text is its <title>.
  void text_within(Point at, std::string_view text, double width, const Lettering& lettering = {});
  /// Filled with the ink's hatch, outlined; `tooltip` is its <title>.
  void bar(const Box& box, Ink ink, std::string_view tooltip);
  /// A figure on a plate of ground, centred, so that it can be read on any hatch.
  void figure_on_plate(Point middle, std::string_view figure, double size);
  void line(Point from, Point to, Tone tone);
  /// An open line through `path` ("M1 2L3 4").
  void path(std::string_view path, Ink ink, std::size_t series);
  void mark(Point middle, Ink ink, std::size_t series, std::string_view tooltip);
  /// The ground of cells, as one path of boxes: the accent in one of kShades strengths, the first the faintest.
  void shade(std::string_view cells, std::size_t strength);
  void fill(const Box& box, Tone tone);
  void open_group(Point moved);
  /// For many short texts of one kind: between them only cell_text.
  void open_texts(const Lettering& lettering);
  void cell_text(Point at, std::string_view text);
  void close_group() { body_ += "</g>"; }

  /// The whole document.
  [[nodiscard]] std::string finished(std::string_view kind, Size size, const Caption& caption) const;

  static constexpr std::size_t kShades = 5;

 private:
  void tint(const Look& look);
  void attribute(std::string_view name, double value);
  void corner(const Box& box);
  void lettering(const Lettering& lettering);
  void pattern(std::string& out, Ink ink) const;

  Theme theme_;
  std::string id_;
  std::string body_;
  std::bitset<kInks> used_;
};

}  // namespace dais::plot
