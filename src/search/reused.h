// SPDX-License-Identifier: Apache-2.0
// Memory of the size of the corpus that each question needs for a moment: kept from one question to the next, because
// asking the system for it again takes longer than using it.
#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace dais::search {

template <typename T>
class Reused {
 public:
  Reused() = default;
  Reused(Reused&& other) noexcept : values_(std::exchange(other.values_, {})) {}
  Reused& operator=(Reused&& other) noexcept {
    std::swap(values_, other.values_);
    return *this;
  }
  Reused(const Reused& other) = default;
  Reused& operator=(const Reused& other) = default;
  ~Reused() {
    if (values_.capacity() > 0) spare().put(std::move(values_));
  }

  void assign(std::size_t size, const T& value) {
    take();
    values_.assign(size, value);
  }
  /// What is new may hold anything.
  void resize(std::size_t size) {
    take();
    values_.resize(size);
  }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  T& operator[](std::size_t i) { return values_[i]; }
  const T& operator[](std::size_t i) const { return values_[i]; }
  [[nodiscard]] const std::vector<T>& values() const { return values_; }
  [[nodiscard]] std::vector<T>& values() { return values_; }

 private:
  /// Of all threads.
  class Spare {
   public:
    void put(std::vector<T>&& values) {
      const std::lock_guard lock(mutex_);
      if (vectors_.size() < kMost) vectors_.push_back(std::move(values));
    }
    std::vector<T> take() {
      const std::lock_guard lock(mutex_);
      if (vectors_.empty()) return {};
      std::vector<T> values = std::move(vectors_.back());
      vectors_.pop_back();
      return values;
    }

   private:
    static constexpr std::size_t kMost = 32;
    std::mutex mutex_;
    std::vector<std::vector<T>> vectors_;
  };

  static Spare& spare() {
    static Spare spare;
    return spare;
  }
  void take() {
    if (values_.capacity() == 0) values_ = spare().take();
  }

  std::vector<T> values_;
};

}  // namespace dais::search
