// SPDX-License-Identifier: Apache-2.0
#include "media/clip_shelf.h"

#include <poll.h>

#include "media/made_media_test.h"
#include "media/probe.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;
using State = ClipShelf::State;

class Clips : public MadeMedia {
 protected:
  /// Asks until it is made or cannot be.
  static Result<ClipShelf::Answer> fetched(ClipShelf& shelf, const std::string& recording, const Span& span) {
    for (int i = 0; i < 2000; ++i) {
      auto answer = shelf.ask(recording, span);
      if (!answer || answer->state == State::kReady) return answer;
      ::poll(nullptr, 0, 10);
    }
    return fail(ErrorCode::kTimeout, "no clip after 20 s");
  }

  std::size_t kept() const {
    std::error_code error;
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(output("cache"), error), {}));
  }

  config::Recordings config_;
};

TEST_F(Clips, AreMadeAsideAndKept) {
  ClipShelf shelf(output("cache"), config_);
  const auto first = shelf.ask(meeting(), {5, 7});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->state, State::kMaking);
  const auto made = fetched(shelf, meeting(), {5, 7});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(made->path.ends_with(".mp4"));
  EXPECT_NEAR(probe(tools(), made->path).value().seconds, 2, 1.1);
  EXPECT_EQ(kept(), 1U);
  ClipShelf later(output("cache"), config_);
  EXPECT_EQ(later.ask(meeting(), {5, 7})->state, State::kReady);
}

TEST_F(Clips, AreRefusedWhereTheyAreTooLongOrNone) {
  ClipShelf shelf(output("cache"), config_);
  EXPECT_EQ(shelf.ask(meeting(), {0, 601}).error().message,
            "to: a clip may be 600 seconds long; this one would be 601");
  EXPECT_EQ(shelf.ask(meeting(), {9, 9}).error().code, ErrorCode::kBadRequest);
  EXPECT_EQ(shelf.ask(meeting(), {9, {}}).error().code, ErrorCode::kBadRequest);
}

TEST_F(Clips, AreMadeAFewAtATime) {
  config_.clips_at_once = 1;
  ClipShelf shelf(output("cache"), config_);
  EXPECT_EQ(shelf.ask(meeting(), {1, 3})->state, State::kMaking);
  EXPECT_EQ(shelf.ask(meeting(), {1, 3})->state, State::kMaking);
  EXPECT_EQ(shelf.ask(meeting(), {2, 4})->state, State::kBusy);
  EXPECT_TRUE(fetched(shelf, meeting(), {1, 3}));
  EXPECT_TRUE(fetched(shelf, meeting(), {2, 4}));
}

TEST_F(Clips, ThatCannotBeMadeSayWhyAndMayBeTriedAgain) {
  ClipShelf shelf(output("cache"), config_);
  const std::string noise = written("noise.mp4", std::string(4000, 'x'));
  const auto refused = fetched(shelf, noise, {1, 3});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBadInput) << refused.error().message;
  EXPECT_EQ(shelf.ask(noise, {1, 3})->state, State::kMaking);
}

TEST_F(Clips, TakeNoMoreRoomThanTheyMay) {
  ClipShelf shelf(output("cache"), config_);
  for (const double start : {1, 2, 3}) ASSERT_TRUE(fetched(shelf, meeting(), {start, start + 4}));
  EXPECT_EQ(kept(), 3U);
  const auto oldest = shelf.ask(meeting(), {1, 5})->path;
  for (const auto& entry : fs::directory_iterator(output("cache"))) {
    fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours{1});
    fs::resize_file(entry.path(), 700'000);
  }
  ASSERT_EQ(shelf.ask(meeting(), {1, 5})->state, State::kReady) << "asked for again, so it is no longer the oldest";
  config_.cache_megabytes = 2;
  ClipShelf small(output("cache"), config_);
  ASSERT_TRUE(fetched(small, meeting(), {4, 8}));
  EXPECT_TRUE(fs::exists(oldest));
  EXPECT_LT(kept(), 4U);
}

TEST_F(Clips, UnderWayEndWithTheShelf) {
  const auto begun = std::chrono::steady_clock::now();
  {
    ClipShelf shelf(output("cache"), config_);
    ASSERT_TRUE(shelf.ask(meeting(), {1, 9}));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{10});
}

}  // namespace
}  // namespace dais::media
