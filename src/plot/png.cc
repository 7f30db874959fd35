// SPDX-License-Identifier: Apache-2.0
// render_png(): the SVG that stands alone, painted by librsvg. What is parsed is of our own making, escaped, and
// fetches nothing; the handle has no base address, so that it could not.
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "plot/alone.h"
#include "plot/inks.h"

namespace dais::plot {
namespace {

constexpr Size kShareSize{.width = 1200, .height = 630};
constexpr double kOwnScale = 2;

struct Release {
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* painter) const { cairo_destroy(painter); }
  void operator()(GError* error) const { g_error_free(error); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

double scale_into(Size drawing, Size frame) {
  return std::min(frame.width / drawing.width, frame.height / drawing.height);
}

/// As many bars as can be read at the size for sharing; what was left out is in the note.
Plot shortened(const Plot& plot) {
  constexpr std::size_t kMostBars = 14;
  const auto* bars = std::get_if<Bars>(&plot);
  if (bars == nullptr) return plot;
  const std::size_t a_band =
      bars->arrangement == Arrangement::kStacked ? 1 : std::max<std::size_t>(bars->series.size(), 1);
  const std::size_t most = std::max<std::size_t>(3, kMostBars / a_band);
  if (bars->categories.size() <= most) return plot;
  Bars fewer = *bars;
  fewer.categories.resize(most);
  const std::string said = "The first " + std::to_string(most) + " of " + std::to_string(bars->categories.size()) + ".";
  fewer.caption.note = fewer.caption.note.empty() ? said : said + " " + fewer.caption.note;
  return fewer;
}

/// Of a few widths the one whose letters come out largest; of those alike the widest, which leaves no room unused.
Drawing drawn_for_sharing(const Plot& plot, Theme theme) {
  Drawing best;
  double best_scale = 0;
  const Plot shown = shortened(plot);
  for (const double width : {440.0, 520.0, 600.0, 720.0, 880.0}) {
    Drawing drawing = render_alone(shown, theme, {.width = width, .shape = Shape::kWide}, "plot");
    const double scale = scale_into(drawing.size, kShareSize);
    if (scale < best_scale * 0.97) continue;
    best_scale = std::max(scale, best_scale);
    best = std::move(drawing);
  }
  return best;
}

void paint_ground(cairo_t* painter, Theme theme) {
  const std::string_view ground = colour(look_of(Tone::kGround), theme);
  const auto part = [&](std::size_t at) { return std::stoi(std::string(ground.substr(at, 2)), nullptr, 16) / 255.0; };
  cairo_set_source_rgb(painter, part(1), part(3), part(5));
  cairo_paint(painter);
}

cairo_status_t append_bytes(void* out, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(out)->append(bytes, bytes + length);
  return CAIRO_STATUS_SUCCESS;
}

tl::unexpected<Error> cannot_paint(std::string_view why) {
  return fail(ErrorCode::kInternal, "a picture cannot be painted: " + std::string(why));
}

/// In the middle of `frame` (pixels), as large as it fits.
Result<std::string> painted(const Drawing& drawing, Size frame, Theme theme) {
  GError* raw_error = nullptr;
  const auto* bytes = reinterpret_cast<const guint8*>(drawing.svg.data());
  const Owned<RsvgHandle> handle(rsvg_handle_new_from_data(bytes, drawing.svg.size(), &raw_error));
  if (handle == nullptr) return cannot_paint(Owned<GError>(raw_error)->message);
  const Owned<cairo_surface_t> surface(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(frame.width)), static_cast<int>(std::lround(frame.height))));
  const Owned<cairo_t> painter(cairo_create(surface.get()));
  paint_ground(painter.get(), theme);
  const double scale = scale_into(drawing.size, frame);
  const RsvgRectangle place{.x = (frame.width - drawing.size.width * scale) / 2,
                            .y = (frame.height - drawing.size.height * scale) / 2,
                            .width = drawing.size.width * scale,
                            .height = drawing.size.height * scale};
  if (rsvg_handle_render_document(handle.get(), painter.get(), &place, &raw_error) == 0) {
    return cannot_paint(Owned<GError>(raw_error)->message);
  }
  std::string png;
  const auto status = cairo_surface_write_to_png_stream(surface.get(), append_bytes, &png);
  if (status != CAIRO_STATUS_SUCCESS) return cannot_paint(cairo_status_to_string(status));
  return png;
}

}  // namespace

Result<std::string> render_png(const Plot& plot, Theme theme, PngSize size) {
  if (theme == Theme::kPage) theme = Theme::kLight;
  if (size == PngSize::kShare) return painted(drawn_for_sharing(plot, theme), kShareSize, theme);
  const Drawing drawing = render_alone(plot, theme, {}, "plot");
  const double scale = std::min(kOwnScale, scale_into(drawing.size, {.width = kLongestSide, .height = kLongestSide}));
  const auto pixels = [&](double units) { return std::max(1.0, std::floor(units * scale)); };
  return painted(drawing, {.width = pixels(drawing.size.width), .height = pixels(drawing.size.height)}, theme);
}

}  // namespace dais::plot
