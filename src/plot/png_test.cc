// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>

#include <cairo.h>
#include <gtest/gtest.h>

#include "plot/plot.h"

namespace dais::plot {
namespace {

/// A PNG read back.
class Pixels {
 public:
  explicit Pixels(const std::string& png) : bytes_(png) {
    surface_ = cairo_image_surface_create_from_png_stream(
        [](void* from, unsigned char* out, unsigned int length) {
          auto& rest = *static_cast<std::string_view*>(from);
          if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
          rest.copy(reinterpret_cast<char*>(out), length);
          rest.remove_prefix(length);
          return CAIRO_STATUS_SUCCESS;
        },
        &bytes_);
  }
  Pixels(const Pixels&) = delete;
  Pixels& operator=(const Pixels&) = delete;
  ~Pixels() { cairo_surface_destroy(surface_); }

  [[nodiscard]] int width() const { return cairo_image_surface_get_width(surface_); }
  [[nodiscard]] int height() const { return cairo_image_surface_get_height(surface_); }
  [[nodiscard]] std::uint32_t at(int x, int y) const {
    const auto* row =
        cairo_image_surface_get_data(surface_) + std::ptrdiff_t{y} * cairo_image_surface_get_stride(surface_);
    return reinterpret_cast<const std::uint32_t*>(row)[x] & 0xFFFFFFU;
  }
  /// How many pixels have exactly this colour.
  [[nodiscard]] int count(std::uint32_t colour) const {
    int found = 0;
    for (int y = 0; y < height(); ++y) {
      for (int x = 0; x < width(); ++x) found += at(x, y) == colour ? 1 : 0;
    }
    return found;
  }

 private:
  std::string_view bytes_;
  cairo_surface_t* surface_ = nullptr;
};

Plot tally() {
  return TallyBar{.caption = {.title = "Passed 3 to 1", .description = "3 yes, 1 no."},
                  .count_name = "Members",
                  .parts = {{"Yes", Ink::kYes, 3}, {"No", Ink::kNo, 1}}};
}

TEST(Png, IsOfTheSizeForSharingWithItsOwnGround) {
  const auto png = render_png(tally(), Theme::kLight, PngSize::kShare);
  ASSERT_TRUE(png) << png.error().message;
  const Pixels pixels(*png);
  EXPECT_EQ(pixels.width(), 1200);
  EXPECT_EQ(pixels.height(), 630);
  EXPECT_EQ(pixels.at(0, 0), 0xFBFAF7U);
  EXPECT_EQ(pixels.at(1199, 629), 0xFBFAF7U);
}

TEST(Png, IsOfItsOwnSizeAtTwoPixelsAUnit) {
  const auto png = render_png(tally(), Theme::kPage, PngSize::kOwn);
  ASSERT_TRUE(png) << png.error().message;
  EXPECT_EQ(Pixels(*png).width(), 2 * (720 + 40));
}

TEST(Png, ShowsThePartsInTheirColoursAndLetters) {
  const auto light = render_png(tally(), Theme::kLight, PngSize::kOwn);
  const auto dark = render_png(tally(), Theme::kDark, PngSize::kOwn);
  ASSERT_TRUE(light && dark);
  // 538 × 46 units of yes at four pixels each, but for the plate with its figure; and a swatch.
  EXPECT_GT(Pixels(*light).count(0x1F7A57), 85'000);
  EXPECT_GT(Pixels(*dark).count(0x4FB58C), 85'000);
  EXPECT_EQ(Pixels(*dark).count(0x1F7A57), 0);
  EXPECT_GT(Pixels(*light).count(0x1C2326), 500) << "letters";
}

TEST(Png, OfAVeryTallPictureIsBounded) {
  Bars bars{.caption = {.title = "Tall"}, .series = {{.name = "n"}}};
  for (int at = 0; at < 400; ++at) {
    bars.categories.push_back("Category " + std::to_string(at));
    bars.series[0].values.emplace_back(at);
  }
  const auto own = render_png(bars, Theme::kLight, PngSize::kOwn);
  ASSERT_TRUE(own) << own.error().message;
  EXPECT_LE(Pixels(*own).height(), kLongestSide);
  EXPECT_GT(Pixels(*own).height(), kLongestSide - 3);
}

TEST(Png, ForSharingShowsTheFirstBarsAtAReadableSize) {
  Bars bars{.caption = {.title = "Tall"}, .series = {{.name = "n"}}};
  const auto ink_of = [&] {
    const auto png = render_png(bars, Theme::kLight, PngSize::kShare);
    return png ? Pixels(*png).count(0x14566B) : -1;
  };
  for (int at = 0; at < 14; ++at) {
    bars.categories.push_back("Category");
    bars.series[0].values.emplace_back(10);
  }
  const int of_fourteen = ink_of();
  for (int at = 0; at < 86; ++at) {
    bars.categories.push_back("Category");
    bars.series[0].values.emplace_back(10);
  }
  EXPECT_GT(of_fourteen, 50'000);
  EXPECT_GT(ink_of(), of_fourteen * 8 / 10) << "the note takes a line, the bars keep their size";
}

TEST(Png, TakesHostileText) {
  const auto png =
      render_png(TallyBar{.caption = {.title = "<svg> & \"]]>\" \x01\xFF", .note = "<!ENTITY x SYSTEM 'file:///'>"},
                          .parts = {{"</text><image href=\"file:///etc/hostname\"/>", Ink::kNo, 3}}},
                 Theme::kLight, PngSize::kShare);
  EXPECT_TRUE(png) << png.error().message;
}

}  // namespace
}  // namespace dais::plot
