// SPDX-License-Identifier: Apache-2.0
// For tests: a sink that keeps what it is given and remembers digests as the archive does, and a client without a
// network.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "net/client.h"
#include "sources/source.h"

namespace dais::sources {

class GatheringSink : public Sink {
 public:
  bool wants(std::string_view key, std::string_view digest) override {
    asked.emplace_back(key);
    const auto known = digests.find(std::string(key));
    return known == digests.end() || known->second != digest;
  }
  void take(Document document) override {
    digests[document.key] = document.digest;
    for (auto& [key, value] : document.memory) remember(key, value);
    documents.push_back(std::move(document));
  }
  void refuse(Refusal refusal) override { refusals.push_back(refusal.where + ": " + refusal.error.message); }
  void progress(std::uint64_t done, std::uint64_t total) override {
    last_done = done;
    last_total = total;
  }

  [[nodiscard]] const Memory& memory() const override { return memory_; }
  void remember(std::string key, std::string value) override { remembered[std::move(key)] = std::move(value); }
  void withdraw(std::string_view key) override {
    withdrawn.emplace_back(key);
    digests.erase(std::string(key));
  }
  void note(std::string text) override { notes.push_back(std::move(text)); }
  void requests(const std::map<std::string, std::uint64_t>& by_outcome) override { outcomes = by_outcome; }

  /// What a run that ended leaves to the next: the digests and what was remembered, nothing else.
  void begin_next_run() {
    for (auto& [key, value] : remembered) {
      if (value.empty()) {
        memory_.erase(key);
      } else {
        memory_[key] = value;
      }
    }
    remembered.clear();
    documents.clear();
    refusals.clear();
    withdrawn.clear();
    notes.clear();
    asked.clear();
  }

  /// All records of one type, in the order they came.
  template <typename Record>
  [[nodiscard]] std::vector<Record> all() const {
    std::vector<Record> found;
    for (const Document& document : documents) {
      for (const domain::Record& record : document.records) {
        if (const auto* wanted = std::get_if<Record>(&record)) found.push_back(*wanted);
      }
    }
    return found;
  }

  std::vector<std::string> asked;
  std::map<std::string, std::string> digests;
  std::vector<Document> documents;
  std::vector<std::string> refusals;
  std::vector<std::string> withdrawn;
  std::vector<std::string> notes;
  std::map<std::string, std::string> remembered;
  std::map<std::string, std::uint64_t> outcomes;
  std::uint64_t last_done = 0;
  std::uint64_t last_total = 0;

 private:
  Memory memory_;
};

/// Answers from a table; anything else is refused as the guard refuses a private address.
class TableClient : public net::Client {
 public:
  Result<net::Response> get(const net::Request& request) override {
    asked.push_back(request.url);
    const auto found = answers.find(request.url);
    if (found == answers.end()) return fail(ErrorCode::kForbidden, request.url + ": leads to a private address");
    net::Response response;
    response.status = found->second.first;
    response.url = request.url;
    response.body = found->second.second;
    return response;
  }
  std::map<std::string, std::pair<int, std::string>> answers;
  std::vector<std::string> asked;
};

}  // namespace dais::sources
