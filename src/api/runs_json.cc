// SPDX-License-Identifier: Apache-2.0
#include "api/runs_json.h"

namespace dais::api {
namespace {

template <typename Id>
JsonValue id_or_null(Id id) {
  return number(id) == 0 ? JsonValue() : JsonValue(std::to_string(number(id)));
}

std::string_view name_of(pipeline::EdgeRow::Why why) {
  switch (why) {
    case pipeline::EdgeRow::Why::kNeedsSuccess:
      return "needs_success";
    case pipeline::EdgeRow::Why::kNeedsEnd:
      return "needs_end";
    case pipeline::EdgeRow::Why::kAddedBy:
      return "added_by";
  }
  return "needs_success";
}

JsonObject run_json(const pipeline::RunRow& run) {
  return {{"id", id_or_null(run.id)},
          {"kind", run.kind},
          {"title", run.title},
          {"origin", run.origin},
          {"source", text_or_null(run.source)},
          {"state", run.state},
          {"refused", run.refused},
          {"waits_until", run.pause ? datetime(run.pause->until) : JsonValue()},
          {"rerun_of", id_or_null(run.rerun_of)},
          {"started_at", datetime(run.started_at)},
          {"ended_at", datetime(run.ended_at)},
          {"steps",
           {{"total", run.jobs},
            {"unfinished", run.unfinished},
            {"succeeded", run.succeeded},
            {"unchanged", run.unchanged},
            {"failed", run.failed},
            {"skipped", run.skipped},
            {"cancelled", run.cancelled}}},
          {"url", "/runs/" + std::to_string(number(run.id))}};
}

JsonValue schedule_json(const pipeline::ScheduleRow& schedule) {
  return {{"name", schedule.name},
          {"schedule", schedule.spec},
          {"timezone", schedule.zone},
          {"next", datetime(schedule.next_at)},
          {"last", datetime(schedule.last_due)},
          {"last_run", id_or_null(schedule.last_run)}};
}

JsonValue worker_json(const pipeline::WorkerRow& worker) {
  return {{"name", worker.name},
          {"place", worker.place},
          {"threads", worker.threads},
          {"started_at", datetime(worker.started_at)},
          {"seen_at", datetime(worker.seen_at)}};
}

}  // namespace

JsonValue to_json(const pipeline::RunRow& run) { return run_json(run); }

JsonValue to_json(const pipeline::JobRow& job) {
  return {{"id", id_or_null(job.id)},
          {"run", id_or_null(job.run)},
          {"kind", job.kind},
          {"title", job.title},
          {"state", job.state},
          {"attempt", job.attempt},
          {"host", text_or_null(job.host)},
          {"refused", job.refused},
          {"progress", {{"done", job.progress_done}, {"total", job.progress_total}}},
          {"not_before", datetime(job.run_at)},
          {"ready_at", datetime(job.ready_at)},
          {"started_at", datetime(job.started_at)},
          {"ended_at", datetime(job.ended_at)},
          {"worker", text_or_null(job.worker)},
          {"fault", text_or_null(job.fault)},
          {"error", text_or_null(job.error)},
          {"url", "/runs/" + std::to_string(number(job.run)) + "/steps/" + std::to_string(number(job.id))}};
}

JsonArray runs_json(const std::vector<pipeline::RunRow>& runs) {
  JsonArray out;
  for (const pipeline::RunRow& run : runs) out.push_back(to_json(run));
  return out;
}

JsonArray steps_json(const std::vector<pipeline::JobRow>& jobs) {
  JsonArray out;
  for (const pipeline::JobRow& job : jobs) out.push_back(to_json(job));
  return out;
}

JsonValue to_json(const pipeline::RunView& view) {
  JsonObject run = run_json(view.run);
  JsonArray edges;
  for (const pipeline::EdgeRow& edge : view.edges)
    edges.push_back({{"from", id_or_null(edge.parent)}, {"to", id_or_null(edge.child)}, {"why", name_of(edge.why)}});
  run["event"] = view.about ? JsonValue(view.about->event_id) : JsonValue();
  run["session"] = view.about ? JsonValue(view.about->session) : JsonValue();
  run["items"] = steps_json(view.jobs);
  run["edges"] = std::move(edges);
  return run;
}

JsonValue to_json(const pipeline::QueueState& queue) {
  JsonArray schedules;
  for (const auto& schedule : queue.schedules) schedules.push_back(schedule_json(schedule));
  JsonArray workers;
  for (const auto& worker : queue.workers) workers.push_back(worker_json(worker));
  return {{"unfinished", queue.unfinished},
          {"ready", queue.ready},
          {"later", queue.later},
          {"oldest_ready_at", datetime(queue.oldest_ready)},
          {"running", steps_json(queue.running)},
          {"schedules", std::move(schedules)},
          {"workers", std::move(workers)}};
}

}  // namespace dais::api
