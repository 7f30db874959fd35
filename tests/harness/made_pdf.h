// SPDX-License-Identifier: Apache-2.0
// Small PDFs for tests: pages of lines in Helvetica, uncompressed, with a right table of objects.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace dais::harness {

/// Each page's lines, one below the other; a page without lines is blank, as a scan without its picture.
inline std::string made_pdf(const std::vector<std::vector<std::string>>& pages,
                            const std::string& more_of_trailer = "") {
  std::vector<std::string> objects;
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  objects.emplace_back("<</Type/Catalog/Pages 2 0 R>>");
  objects.emplace_back("<</Type/Pages/Count " + std::to_string(pages.size()) + "/Kids[" + kids + "]>>");
  objects.emplace_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::string drawing = "BT /F1 12 Tf 72 720 Td 16 TL\n";
    for (const std::string& line : pages[i]) {
      drawing += '(';
      for (const char c : line) {
        if (c == '(' || c == ')' || c == '\\') drawing += '\\';
        drawing += c;
      }
      drawing += ") Tj T*\n";
    }
    drawing += "ET\n";
    objects.emplace_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents " +
                         std::to_string(5 + 2 * i) + " 0 R>>");
    objects.emplace_back("<</Length " + std::to_string(drawing.size()) + ">>stream\n" + drawing + "endstream");
  }
  std::string pdf = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    (void)std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", pdf.size());
    table += entry;
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1);
  const std::string at = std::to_string(pdf.size());
  return pdf + "xref\n0 " + count + "\n" + table + "trailer<</Size " + count + "/Root 1 0 R" + more_of_trailer +
         ">>\nstartxref\n" + at + "\n%%EOF\n";
}

}  // namespace dais::harness
