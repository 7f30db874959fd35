// SPDX-License-Identifier: Apache-2.0
#include "media/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "media/retention.h"

namespace dais::media {
namespace {

struct Colour {
  int red, green, blue;
};

Picture painted(const std::function<Colour(int x, int y)>& colour_at) {
  Picture picture{128, 72, {}};
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const Colour colour = colour_at(x, y);
      for (const int value : {colour.red, colour.green, colour.blue})
        picture.pixels.push_back(static_cast<std::uint8_t>(std::clamp(value, 0, 255)));
    }
  }
  return picture;
}

/// As every camera has it, the same on each run.
int grain(int x, int y) { return (x * 7919 + y * 104'729 + x * y * 31) % 23 - 11; }

Picture black() {
  return painted([](int, int) { return Colour{2, 2, 3}; });
}

/// White letters on blue: few tones, drawn flat.
Picture card() {
  return painted([](int x, int y) {
    const bool letter = y > 30 && y < 42 && x > 20 && x < 108 && x % 6 < 3;
    return letter ? Colour{255, 255, 255} : Colour{20, 40, 120};
  });
}

Picture slide() {
  return painted([](int x, int y) {
    const bool line = y % 8 < 2 && x > 10 && x < 90;
    return line ? Colour{30, 30, 30} : Colour{250, 250, 250};
  });
}

/// A room with light from one side, and two people in it.
Picture room(int shift = 0) {
  return painted([shift](int x, int y) {
    const auto in_face = [&](int left, int top) { return x > left && x < left + 12 && y > top && y < top + 16; };
    if (in_face(30 + shift, 25) || in_face(80, 28))
      return Colour{205 + grain(x, y), 150 + grain(x, y), 125 + grain(x, y)};
    return Colour{60 + x + grain(x, y), 62 + x + grain(x, y), 80 + x / 2 + y + grain(x, y)};
  });
}

TEST(Picture, TellsWhatItLooksAt) {
  EXPECT_TRUE(is_blank(looks_of(black())));
  EXPECT_FALSE(is_blank(looks_of(card())));
  EXPECT_GT(looks_of(card()).flat, 0.6);
  EXPECT_LT(looks_of(room()).flat, 0.05);
  EXPECT_GT(looks_of(room()).skin, 0.03);
  EXPECT_LT(looks_of(card()).skin, 0.01);
  EXPECT_GT(worth(looks_of(room())), worth(looks_of(slide())));
  EXPECT_GT(worth(looks_of(room())), worth(looks_of(card())));
  EXPECT_EQ(looks_of(Picture{}).contrast, 0);
}

TEST(Picture, KnowsTheSameSceneAgain) {
  EXPECT_EQ(difference(room(), room()), 0);
  EXPECT_LT(difference(room(0), room(3)), 7);
  EXPECT_GT(difference(room(), card()), 7);
}

TEST(Picture, OfPeopleIsChosenBeforeCardsSlidesAndBlack) {
  const std::vector<Picture> all = {card(), black(), slide(), room(), card()};
  EXPECT_EQ(best_picture(all, card()), 3U);
  EXPECT_EQ(best_picture(all, std::nullopt), 3U);
}

TEST(Picture, LikeTheOpeningIsTakenOnlyWhereThereIsNoOther) {
  const std::vector<Picture> all = {room(), slide()};
  EXPECT_EQ(best_picture(all, room(2)), 1U);
  EXPECT_EQ(best_picture(std::vector<Picture>{room()}, room()), 0U);
  EXPECT_EQ(best_picture(std::vector<Picture>{black(), black()}, std::nullopt), std::nullopt);
}

TEST(Keeping, IsWhatTheConfigSays) {
  config::Recordings config;
  const Instant held = Instant{} + std::chrono::hours{24 * 20'000};
  const Instant next_day = held + std::chrono::hours{24};
  EXPECT_EQ(keeping_of(config, Elsewhere::kYes, held, next_day).keep, Kept::kLink);
  config.keep = "audio";
  EXPECT_EQ(keeping_of(config, Elsewhere::kYes, held, next_day).keep, Kept::kAudio);
  EXPECT_FALSE(keeping_of(config, Elsewhere::kYes, held, next_day).until);
  config.keep = "video";
  config.keep_days = 30;
  const auto keeping = keeping_of(config, Elsewhere::kYes, held, next_day);
  EXPECT_EQ(keeping.keep, Kept::kVideo);
  EXPECT_EQ(keeping.until, held + std::chrono::hours{24 * 30});
  EXPECT_EQ(keeping_of(config, Elsewhere::kYes, held, *keeping.until).keep, Kept::kLink);
}

TEST(Keeping, NeverLetsGoOfTheOnlyCopy) {
  config::Recordings config;
  config.keep_days = 1;
  EXPECT_EQ(keeping_of(config, Elsewhere::kNo, Instant{}, Instant{} + std::chrono::hours{1000}).keep, Kept::kVideo);
}

}  // namespace
}  // namespace dais::media
