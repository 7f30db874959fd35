// SPDX-License-Identifier: Apache-2.0
#include "pipeline/alarm.h"

#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "json/json.h"
#include "net/mail.h"
#include "os/files.h"

namespace dais::pipeline {

using std::chrono::days;
using std::chrono::milliseconds;
using store::instant_of;
using store::integer_of;
using store::of;
using store::text_of;

namespace {

struct Trouble {
  std::string key;
  std::string kind;     ///< "failed" or "silent"
  std::string subject;  ///< one line
  std::string text;
  RunId run = RunId::kNone;
};

/// Of each kind and source the last run that came to its own end, where it failed: cancelling mends nothing.
Result<std::vector<Trouble>> failed_runs(store::Database& database) {
  const auto last = database.query(
      "select kind, source, max(id) from run where state in ('succeeded', 'failed') and kind <> 'tell' "
      "group by kind, "
      "source");
  if (!last) return dais::fail(last.error());
  std::vector<Trouble> troubles;
  for (const store::Row& row : *last) {
    const auto failed = database.query(
        "select r.title, j.title, j.error, r.id from run r left join job_history j on j.run_id = r.id and j.state = "
        "'failed' where r.id = $1 and r.state = 'failed' order by j.id limit 1",
        {row[2]});
    if (!failed) return dais::fail(failed.error());
    if (failed->empty()) continue;
    const store::Row& what = failed->front();
    const std::string step = text_of(what[1]);
    troubles.push_back({"failed " + text_of(row[0]) + " " + text_of(row[1]), "failed", text_of(what[0]) + " failed",
                        (step.empty() ? text_of(what[0]) : step) + ": " + text_of(what[2]),
                        RunId(integer_of(what[3]))});
  }
  return troubles;
}

std::string days_words(milliseconds span) {
  const auto count = std::chrono::floor<days>(span).count();
  return std::to_string(count) + (count == 1 ? " day" : " days");
}

/// When the source was last heard of; nothing where it was never asked.
Result<std::optional<Instant>> last_heard_of(store::Database& database, const std::string& source,
                                             const store::Rows& news) {
  if (!news.empty()) return instant_of(news.front()[0]);
  const auto first = database.query("select min(started_at) from run where source = $1", {source});
  if (!first) return dais::fail(first.error());
  return store::maybe_instant((*first)[0][0]);
}

Result<std::optional<Trouble>> silence_of(store::Database& database, const config::Source& source, Instant now) {
  const auto news =
      database.query("select at from source_news where source = $1 order by at desc limit 200", {source.name});
  if (!news) return dais::fail(news.error());
  const auto last = last_heard_of(database, source.name, *news);
  if (!last) return dais::fail(last.error());
  if (!*last) return std::nullopt;
  std::vector<milliseconds> gaps;
  for (std::size_t i = 1; i < news->size(); ++i)
    gaps.push_back(instant_of((*news)[i - 1][0]) - instant_of((*news)[i][0]));
  const milliseconds allowed = source.silent_days > 0 ? days(source.silent_days) : longest_silence(std::move(gaps));
  if (now - **last <= allowed) return std::nullopt;
  return Trouble{
      "silent " + source.name, "silent", source.name + " has brought nothing new for " + days_words(now - **last),
      "Nothing new came from " + source.name + " since " + format_utc(**last) + "; up to " + days_words(allowed) +
          " would be like it. Its address or its form may have changed, or the council may be in recess. "
          "silent_days of its [[source]] says how long is too long.",
      RunId::kNone};
}

/// A job for each way: one that fails is tried again without the other.
void add_telling(std::vector<NewJob>& jobs, const config::Alarm& alarm, const Trouble& trouble, Instant since,
                 std::string_view what) {
  const auto add = [&](std::string_view way) {
    NewJob job{.kind = "tell", .title = "tell by " + std::string(way) + ": " + trouble.subject};
    job.args = json::write(boost::json::object{{"way", way},
                                               {"what", what},
                                               {"key", trouble.key},
                                               {"kind", trouble.kind},
                                               {"subject", trouble.subject},
                                               {"text", trouble.text},
                                               {"since", format_utc(since)},
                                               {"run", number(trouble.run)}});
    job.priority = 10;
    jobs.push_back(std::move(job));
  };
  if (!alarm.webhook.empty()) add("webhook");
  if (!alarm.mail_to.empty()) add("mail");
}

/// Writes those that are new and takes out those that are over.
Result<std::vector<NewJob>> compare(Queue& queue, const config::Alarm& alarm, const std::vector<Trouble>& now_there) {
  store::Database& database = queue.database();
  std::vector<NewJob> jobs;
  for (const Trouble& trouble : now_there) {
    const auto fresh = database.query(
        "insert into trouble (key, kind, subject, text, since, run_id) values ($1, $2, $3, $4, $5, $6) "
        "on conflict (key) do nothing returning since",
        {trouble.key, trouble.kind, trouble.subject, trouble.text, of(queue.now()), of(number(trouble.run))});
    if (!fresh) return dais::fail(fresh.error());
    if (!fresh->empty()) add_telling(jobs, alarm, trouble, queue.now(), "began");
  }
  const auto known = database.query("select key, kind, subject, text, since, run_id from trouble order by key");
  if (!known) return dais::fail(known.error());
  for (const store::Row& row : *known) {
    if (std::ranges::find(now_there, text_of(row[0]), &Trouble::key) != now_there.end()) continue;
    const Trouble over{text_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3]), RunId(integer_of(row[5]))};
    if (Status gone = database.execute("delete from trouble where key = $1", {over.key}); !gone)
      return dais::fail(gone.error());
    add_telling(jobs, alarm, over, instant_of(row[4]), "over");
  }
  return jobs;
}

std::string text_of_mail(const boost::json::object& told, const config::Config& config) {
  const auto value = [&told](const char* name) { return std::string(told.at(name).as_string()); };
  std::string text = value("text") + "\n\nSince " + value("since") + ".\n";
  if (value("what") == "over") text = "This is over:\n\n" + text;
  const std::int64_t run = told.at("run").as_int64();
  if (run > 0) {
    text += "\n";
    text += config.instance.public_url.empty() ? "dais runs show " + std::to_string(run)
                                               : config.instance.public_url + "/runs/" + std::to_string(run);
    text += "\n";
  }
  return text + "\n" + config.instance.name + "\n";
}

Status mail_it(const JobContext& job, const boost::json::object& told, const config::Config& config) {
  net::MailServer server{.url = config.mail.server, .user = config.mail.user};
  if (config.mail.encryption == "none") server.encryption = net::MailServer::Encryption::kNone;
  if (!config.mail.password_file.empty()) {
    constexpr std::uint64_t kMost = 4096;
    auto password = os::read_file(config.mail.password_file, kMost);
    if (!password) return dais::fail(std::move(password.error()).at("mail.password_file"));
    server.password = password->substr(0, password->find_first_of("\r\n"));
  }
  const bool over = told.at("what").as_string() == "over";
  return net::send_mail(server, {.from = config.mail.from.empty() ? config.instance.contact : config.mail.from,
                                 .to = config.alarm.mail_to,
                                 .subject = "[" + config.instance.name + "] " + (over ? "over: " : "") +
                                            std::string(told.at("subject").as_string()),
                                 .text = text_of_mail(told, config),
                                 .date = job.claim().started_at,
                                 .id = "job-" + std::to_string(number(job.claim().job))});
}

Status post_it(JobContext& job, const boost::json::object& told, const config::Config& config, net::Client& client) {
  boost::json::object sent = told;
  sent["instance"] = config.instance.name;
  net::Request request;
  request.url = config.alarm.webhook;
  request.method = net::Method::kPost;
  request.body.content_type = "application/json";
  request.body.parts.emplace_back(json::write(sent));
  request.persistence = net::Persistence::kOnce;
  request.stop = [&job] { return job.cancelled(); };
  const auto answer = client.post(request);
  if (!answer) return dais::fail(answer.error());
  if (answer->status >= 200 && answer->status < 300) return {};
  job.retry_after(answer->retry_after);
  const bool later = answer->status >= 500 || answer->status == 429 || answer->status == 408;
  return dais::fail(later ? ErrorCode::kUnavailable : ErrorCode::kBadInput,
                    "alarm.webhook answered " + std::to_string(answer->status));
}

Result<Done> tell(JobContext& job, const config::Config& config, net::Client& client) {
  boost::system::error_code code;
  const boost::json::value told = boost::json::parse(job.args(), code);
  if (code || !told.is_object()) return dais::fail(ErrorCode::kBadInput, "the job's input is no JSON object");
  const bool by_mail = told.as_object().at("way").as_string() == "mail";
  const Status done = by_mail ? mail_it(job, told.as_object(), config) : post_it(job, told.as_object(), config, client);
  if (!done) return dais::fail(done.error());
  return Done{};
}

}  // namespace

milliseconds longest_silence(std::vector<milliseconds> gaps) {
  constexpr std::size_t kHabit = 5;
  if (gaps.size() < kHabit) return days(14);
  std::ranges::sort(gaps);
  const milliseconds nine_in_ten = gaps[(gaps.size() * 9 + 9) / 10 - 1];
  return std::max<milliseconds>(days(3), nine_in_ten * 3);
}

Status note_news(store::Database& database, const std::string& source, Instant at, std::int64_t records) {
  if (records == 0) return {};
  return database.execute(
      "insert into source_news (source, at, records) values ($1, $2, $3) on conflict (source, at) do update set "
      "records = source_news.records + excluded.records",
      {source, of(at), of(records)});
}

Result<std::size_t> watch(Queue& queue, const config::Config& config) {
  store::Database& database = queue.database();
  Result<store::Transaction> transaction = store::Transaction::begin(database);
  if (!transaction) return dais::fail(std::move(transaction.error()));
  auto troubles = failed_runs(database);
  if (!troubles) return dais::fail(troubles.error());
  for (const config::Source& source : config.sources) {
    const auto silence = silence_of(database, source, queue.now());
    if (!silence) return dais::fail(silence.error());
    if (*silence) troubles->push_back(**silence);
  }
  auto jobs = compare(queue, config.alarm, *troubles);
  if (!jobs) return dais::fail(jobs.error());
  const std::size_t count = jobs->size();
  for (NewJob& job : *jobs) {
    const NewRun telling{"tell", job.title, Origin::kSchedule};
    if (const auto run = queue.add_run(telling, {std::move(job)}); !run) return dais::fail(run.error());
  }
  if (Status done = transaction->commit(); !done) return dais::fail(done.error());
  queue.announce();
  return count;
}

void add_alarm_kinds(Registry& registry, const config::Config& config, net::Client& client) {
  registry.add(
      {.name = "watch", .time_limit = std::chrono::minutes(5), .run = [&config](JobContext& job) -> Result<Done> {
         const auto told = watch(job.queue(), config);
         if (!told) return dais::fail(told.error());
         return Done{.output = json::write(boost::json::object{{"told", *told}})};
       }});
  registry.add({.name = "tell", .time_limit = std::chrono::minutes(5), .run = [&config, &client](JobContext& job) {
                  return tell(job, config, client);
                }});
}

}  // namespace dais::pipeline
