// SPDX-License-Identifier: Apache-2.0
// plot_samples DIR: every sample in every format, as
// DIR/NAME.{light.svg,dark.svg,narrow.svg,page.html,png,share.png,vl.json,bokeh.json}.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "plots/samples.h"

namespace {

using dais::plot::PngSize;
using dais::plot::Shape;
using dais::plot::Theme;

bool write(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) std::cerr << "plot_samples: cannot write " << file << "\n";
  return static_cast<bool>(out);
}

bool write(const std::filesystem::path& file, const dais::Result<std::string>& bytes) {
  if (!bytes) std::cerr << "plot_samples: " << file << ": " << bytes.error().message << "\n";
  return bytes && write(file, *bytes);
}

bool write_sample(const std::filesystem::path& folder, const dais::plot::Sample& sample) {
  const auto file = [&](const char* ending) { return folder / (sample.name + ending); };
  return write(file(".light.svg"), render_svg(sample.plot, Theme::kLight, Shape::kWide)) &&
         write(file(".dark.svg"), render_svg(sample.plot, Theme::kDark, Shape::kWide)) &&
         write(file(".narrow.svg"), render_svg(sample.plot, Theme::kLight, Shape::kNarrow)) &&
         write(file(".page.html"), render_for_page(sample.plot, sample.name)) &&
         write(file(".vl.json"), vega_lite_json(sample.plot)) && write(file(".bokeh.json"), bokeh_json(sample.plot)) &&
         write(file(".png"), render_png(sample.plot, Theme::kLight, PngSize::kOwn)) &&
         write(file(".share.png"), render_png(sample.plot, Theme::kLight, PngSize::kShare));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: plot_samples DIR\n";
    return 2;
  }
  const std::filesystem::path folder(argv[1]);
  std::filesystem::create_directories(folder);
  for (const auto& sample : dais::plot::samples()) {
    if (!write_sample(folder, sample)) return 1;
    std::cout << sample.name << "\n";
  }
  return 0;
}
