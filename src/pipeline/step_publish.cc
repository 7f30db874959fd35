// SPDX-License-Identifier: Apache-2.0
// publish: makes a version of the open data where the archive has changed since the last.
#include <boost/json.hpp>

#include "archive/publication.h"
#include "json/json.h"
#include "pipeline/steps.h"

namespace dais::pipeline {
namespace {

Result<Done> publish(const Premises& premises, JobContext& job) {
  archive::Publication publication(premises.dir, premises.config);
  const auto version = publication.publish();
  if (!version) return fail(version.error());
  job.log("version " + version->version);
  Done done;
  done.output = json::write(boost::json::object{{"version", version->version}, {"bytes", version->bytes}});
  return done;
}

}  // namespace

Kind publish_step(const Premises& premises) {
  Kind kind;
  kind.name = "publish";
  kind.time_limit = std::chrono::hours(4);
  kind.at_once = 1;
  kind.place = Place::kHome;
  kind.run = [&premises](JobContext& job) { return publish(premises, job); };
  return kind;
}

}  // namespace dais::pipeline
