// SPDX-License-Identifier: Apache-2.0
// The fixture of tests that run on each database: a fresh catalog and a configuration that points at it. Without a
// PostgreSQL those tests are skipped by name.
#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "config/config.h"
#include "harness/fresh_catalog.h"

namespace dais::harness {

class CatalogTest : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (!is_there(GetParam())) GTEST_SKIP() << "no PostgreSQL: DAIS_TEST_POSTGRES is not set";
    place_ = std::make_unique<FreshCatalog>(GetParam());
    if (GetParam() == Backend::kPostgres) config_.database.url = place_->url();
  }

  std::unique_ptr<FreshCatalog> place_;
  config::Config config_;
};

inline auto on_each_database() { return testing::Values(Backend::kSqlite, Backend::kPostgres); }
inline std::string database_name(const testing::TestParamInfo<Backend>& info) { return name_of(info.param); }

}  // namespace dais::harness
