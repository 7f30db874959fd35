// SPDX-License-Identifier: Apache-2.0
// The kinds of jobs of an instance: one file a step. Each is idempotent and keyed by what it reads; what it writes into
// the catalog is written by the transaction that ends it, and files it makes are blobs, named by what they hold.
#pragma once

#include <functional>
#include <string>

#include "archive/instance.h"
#include "config/config.h"
#include "net/client.h"
#include "os/sandbox.h"
#include "pipeline/schedule.h"
#include "pipeline/worker.h"

namespace dais::pipeline {

/// Where the steps work. Outlives the registry.
struct Premises {
  std::string dir;  ///< of the instance
  const config::Config& config;
  const os::Sandbox& sandbox;
  net::Client& client;  ///< for what is no source's
  [[nodiscard]] archive::Places places() const { return archive::places_of(dir, config); }
};

Kind gather_step(const Premises& premises);
Kind plan_step(const Premises& premises);
Kind captions_step(const Premises& premises);
Kind recording_step(const Premises& premises);
Kind transcribe_step(const Premises& premises);
Kind settle_step(const Premises& premises);
Kind align_step(const Premises& premises);
Kind document_step(const Premises& premises);
Kind shelve_step(const Premises& premises);
Kind phrases_step(const Premises& premises);
Kind publish_step(const Premises& premises);
Kind sweep_step(const Premises& premises);

/// All of them.
void add_steps(Registry& registry, const Premises& premises);

/// Gathers each source at its times, and clears up once a day.
std::vector<Schedule> schedules_of(const config::Config& config);

}  // namespace dais::pipeline
