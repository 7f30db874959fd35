// SPDX-License-Identifier: Apache-2.0
// The template engine, wrapped: ctemplate with escaping by context in every template (a test holds them to it).
// Names of variables and templates are literals of ours; values are whatever the record says.
#pragma once

// ctemplate's headers use strlen without naming its header.
#include <cstring>
#include <string>
#include <string_view>

#include <ctemplate/template_dictionary.h>

#include "archive/views.h"

namespace dais::site {

using Dict = ctemplate::TemplateDictionary;

/// REQUIRES: `name` is an embedded template.
std::string render(const char* name, const Dict& values);

/// One more repetition of the section `name`.
Dict& add_section(Dict& into, const char* name);
/// The section `name` once, with `variable` set, where `value` isn't empty.
void show_text(Dict& into, const char* name, std::string_view value, const char* variable = "TEXT");
void show(Dict& into, const char* name, bool condition);
/// The template `file` in place of {{>name}}.
Dict& include(Dict& into, const char* name, const char* file);
void set(Dict& into, const char* name, std::string_view value);

/// PREFIX_ISO and PREFIX_TEXT.
void set_date(Dict& into, const char* prefix, Instant instant, std::string_view zone);

}  // namespace dais::site
