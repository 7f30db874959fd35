// SPDX-License-Identifier: Apache-2.0
#include "search/spare_core.h"

#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "search/patience.h"

namespace dais::search {
namespace {

std::atomic<unsigned> at_work = 0;
std::atomic<unsigned> always_helped = 0;

}  // namespace

AtWork::AtWork() { ++at_work; }

AtWork::~AtWork() { --at_work; }

bool is_worth_a_helper(std::uint64_t work, std::uint64_t least) {
  static const unsigned cores = std::thread::hardware_concurrency();
  return always_helped > 0 || (work >= least && at_work < cores);
}

AlwaysHelped::AlwaysHelped() { ++always_helped; }

AlwaysHelped::~AlwaysHelped() { --always_helped; }

Helper::Helper(std::function<void()> work)
    : done_(std::async(std::launch::async, [work = std::move(work), patience = Patience::current()] {
        const AtWork counted;
        const Patience::Lent lent(patience);
        work();
      })) {}

void each_in_turn(std::size_t count, Help help, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto work_in_turn = [&] {
    for (std::size_t i = 0; (i = next++) < count;) work(i);
  };
  std::optional<Helper> helper;
  if (help == Help::kWanted && count > 1) helper.emplace(work_in_turn);
  work_in_turn();
  if (helper) helper->wait();
}

}  // namespace dais::search
