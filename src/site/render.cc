// SPDX-License-Identifier: Apache-2.0
#include "site/render.h"

#include <ctemplate/template.h>

#include "base/invariant.h"
#include "site/embedded.h"
#include "site/words.h"

namespace dais::site {
namespace {

constexpr ctemplate::Strip kStrip = ctemplate::STRIP_BLANK_LINES;

ctemplate::TemplateString view_of(std::string_view text) { return {text.data(), text.size()}; }

ctemplate::TemplateCache& templates() {
  static ctemplate::TemplateCache* const kCache = [] {
    static ctemplate::TemplateCache cache;
    for (const Embedded& file : embedded_templates()) {
      const bool parsed = cache.StringToTemplateCache(view_of(file.name), view_of(file.content), kStrip);
      invariant(parsed, "every embedded template parses");
    }
    cache.Freeze();
    return &cache;
  }();
  return *kCache;
}

}  // namespace

std::string render(const char* name, const Dict& values) {
  std::string out;
  const bool whole = templates().ExpandWithData(name, kStrip, &values, nullptr, &out);
  invariant(whole, "every template that is named is embedded");
  return out;
}

Dict& add_section(Dict& into, const char* name) { return *into.AddSectionDictionary(name); }

void show_text(Dict& into, const char* name, std::string_view value, const char* variable) {
  if (!value.empty()) set(add_section(into, name), variable, value);
}

void show(Dict& into, const char* name, bool condition) {
  if (condition) into.ShowSection(name);
}

Dict& include(Dict& into, const char* name, const char* file) {
  Dict* const part = into.AddIncludeDictionary(name);
  part->SetFilename(file);
  return *part;
}

void set(Dict& into, const char* name, std::string_view value) { into.SetValue(name, view_of(value)); }

void set_date(Dict& into, const char* prefix, Instant instant, std::string_view zone) {
  const std::string name(prefix);
  into.SetValue(name + "_ISO", machine_date(instant, zone));
  into.SetValue(name + "_TEXT", long_date(instant, zone));
}

}  // namespace dais::site
