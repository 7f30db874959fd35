-- SPDX-License-Identifier: Apache-2.0
-- What a source must know of its earlier runs (how far it came, when it looked at a record last): its own keys and words,
-- written with the records they speak of.
create table source_state (
  source text not null,
  key text not null,
  value text not null,
  primary key (source, key)
);

-- How the last run of each source ended. requests: outcome → number, as JSON.
create table source_run (
  source text primary key,
  started bigint not null,
  ended bigint not null,
  failure text,
  requests text not null,
  refused bigint not null
);

-- What the last run of a source could not take (kind "refusal") and what it has to say besides (kind "note").
create table source_remark (
  source text not null,
  nth bigint not null,
  kind text not null,
  text text not null,
  primary key (source, nth)
);
