// SPDX-License-Identifier: Apache-2.0
// The pieces of a Bokeh document, as BokehJS 3 reads them: {"type": "object", "name", "id", "attributes"}, each written
// out where it is first used and referred to by {"id"} from then on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "plot/plot.h"

namespace dais::plot {

/// A model with the reference to it. Write `whole` once, before any `ref()`.
struct Model {
  boost::json::object whole;
  [[nodiscard]] boost::json::object ref() const { return {{"id", whole.at("id")}}; }
};

/// One column of a data source.
struct Column {
  std::string_view name;
  boost::json::array values;
};

/// Makes the models of one document. Not for two threads.
class BokehModels {
 public:
  Model make(std::string_view name, boost::json::object attributes);
  Model source(std::vector<Column> columns);
  /// REQUIRES: distinct factors.
  Model factors(const std::vector<std::string>& names);
  Model range(double start, double end);
  /// An axis or title text that is never taken for a formula, as a bare string would be.
  boost::json::value plain(const std::string& text);
  Model renderer(const boost::json::value& source, Model glyph);

  struct Frame {
    boost::json::value x_range;
    boost::json::value y_range;
    bool factors_on_x = false;
    bool factors_on_y = false;
    boost::json::array renderers;
    boost::json::array below;
    boost::json::array left;
    boost::json::array center;
    boost::json::array above;
    std::vector<std::pair<std::string, std::string>> hover;  ///< label, field
    boost::json::array hovered;  ///< references to the renderers that answer
    int height = 320;
  };
  /// The document, ready for embed_item.
  boost::json::object item(const Caption& caption, Frame frame);

 private:
  int next_id_ = 1;
};

boost::json::object by_field(std::string_view field);
boost::json::object by_value(boost::json::value value);

}  // namespace dais::plot
