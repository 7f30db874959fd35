// SPDX-License-Identifier: Apache-2.0
// main() of a fuzz target outside the fuzz preset: hands it every file of the folders given, and an empty input.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::string& input) {
  // A copy of exactly the input's size, so that the sanitizer sees one byte too far.
  const std::string copy(input.begin(), input.end());
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(copy.data()), copy.size());
}

}  // namespace

int main(int argc, char** argv) {
  replay("");
  int replayed = 1;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) continue;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      std::printf("%s\n", entry.path().filename().c_str());
      std::fflush(stdout);
      replay({std::istreambuf_iterator<char>(file), {}});
      ++replayed;
    }
  }
  std::printf("%d inputs replayed\n", replayed);
  return 0;
}
