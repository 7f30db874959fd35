// SPDX-License-Identifier: Apache-2.0
// Numbers and strings in a row of bytes. A number takes 7 bits a byte, the lowest first, the eighth bit says that more
// follow. Reading past the end, or a number that fits no 64 bits, makes the reader broken: it then gives zeros and
// empty strings, so that whoever reads looks once, at the end.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace dais::search {

class ByteWriter {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_.push_back(static_cast<char>(value | 0x80U));
      value >>= 7U;
    }
    bytes_.push_back(static_cast<char>(value));
  }
  /// Its length first.
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == bytes_.size()) return give_up();
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    return give_up();
  }
  /// So many numbers, or as many as there are: take(number).
  template <typename Take>
  void each_number(std::uint64_t count, Take take) {
    while (count > 0 && !broken_) {
      const std::uint64_t taken = take_from_eight(count, take);
      count -= taken;
      if (taken > 0) continue;
      --count;
      const std::uint64_t value = number();
      if (!broken_) take(value);
    }
  }
  std::uint32_t at_most(std::uint32_t most) {
    const std::uint64_t value = number();
    return static_cast<std::uint32_t>(value > most ? give_up() : value);
  }
  /// How many of something that takes at least a byte each follow.
  std::size_t count() {
    const std::uint64_t value = number();
    return value > bytes_.size() - at_ ? give_up() : value;
  }
  std::string_view text() { return raw(count()); }
  std::string_view raw(std::size_t size) {
    if (size > bytes_.size() - at_) size = give_up();
    const std::string_view value = bytes_.substr(at_, size);
    at_ += size;
    return value;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(count());
    for (std::string& value : values) value = text();
    return values;
  }
  /// So many numbers.
  void skip(std::uint64_t numbers) {
    for (std::uint64_t eight = 0; bytes_.size() - at_ >= sizeof(eight); at_ += sizeof(eight)) {
      std::memcpy(&eight, bytes_.data() + at_, sizeof(eight));
      const auto ends = static_cast<std::uint64_t>(std::popcount(~eight & kGoesOn));
      if (ends >= numbers) break;
      numbers -= ends;
    }
    for (; numbers > 0 && at_ < bytes_.size(); ++at_) numbers -= static_cast<unsigned char>(bytes_[at_]) < 0x80 ? 1 : 0;
    if (numbers > 0) give_up();
  }
  /// All that is left.
  std::string_view rest() { return raw(bytes_.size() - at_); }
  [[nodiscard]] bool broken() const { return broken_; }
  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

 private:
  static constexpr std::uint64_t kGoesOn = 0x8080'8080'8080'8080U;  ///< of eight bytes

  /// Of numbers of a byte or two, as most are, those that eight bytes surely have; answers how many. Without branches
  /// that nobody can foretell.
  template <typename Take>
  std::uint64_t take_from_eight(std::uint64_t count, Take& take) {
    constexpr std::uint64_t kSurely = 4;
    std::uint64_t eight = 0;
    if (count < kSurely || at_ + sizeof(eight) > bytes_.size()) return 0;
    std::memcpy(&eight, bytes_.data() + at_, sizeof(eight));
    if ((eight & kGoesOn) == 0 && count >= sizeof(eight)) {
      for (unsigned i = 0; i < sizeof(eight); ++i) take(eight >> 8 * i & 0x7FU);
      at_ += sizeof(eight);
      return sizeof(eight);
    }
    if ((eight & eight >> 8U & kGoesOn) != 0) return 0;
    for (std::uint64_t i = 0; i < kSurely; ++i) {
      const std::uint64_t goes_on = eight >> 7U & 1U;
      take((eight & 0x7FU) | (eight >> 1U & 0x3F80U & (0 - goes_on)));
      eight >>= 8 + 8 * goes_on;
      at_ += 1 + goes_on;
    }
    return kSurely;
  }

  std::uint64_t give_up() {
    broken_ = true;
    at_ = bytes_.size();
    return 0;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

}  // namespace dais::search
