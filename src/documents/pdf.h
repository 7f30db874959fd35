// SPDX-License-Identifier: Apache-2.0
// PDF → text by page, through poppler's pdftotext as a confined child: its text comes in pieces and is kept as far as
// it came, so that a fault on page 400 does not cost the 399 before it.
#pragma once

#include "documents/document_text.h"

namespace dais::documents {

inline constexpr const char* kPdfTool = "pdftotext";

/// As read_document().
Result<DocumentText> read_pdf(const std::string& path, const Reading& reading);

}  // namespace dais::documents
