-- SPDX-License-Identifier: Apache-2.0
-- The catalog. One SQL for SQLite and PostgreSQL 15. Times are milliseconds of UTC, truths 0 or 1.
-- No foreign keys: a record may be named before it comes, or without ever coming (a vote without its meeting is kept).

create table body (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  name text,
  sort_key text,
  description text,
  classification text,
  is_active bigint,
  start_at bigint,
  end_at bigint
);
create table person (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  name text,
  sort_key text,
  stated bigint,
  is_active bigint,
  email text,
  phone text,
  website text,
  picture_uri text,
  same_as text,
  same_as_evidence text
);
create table seat (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  name text,
  electoral_area text,
  electoral_type text,
  image_uri text
);
create table role (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  person_id text,
  body_id text,
  seat_id text,
  title text,
  start_at bigint,
  end_at bigint
);
create table matter (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  name text,
  stated bigint,
  title text,
  matter_type text,
  status text,
  summary text,
  body_id text,
  introduced_at bigint,
  passed_at bigint,
  enacted_at bigint,
  enactment_number text,
  source_uri text
);
create table matter_text (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  matter_id text,
  text text
);
create table matter_sponsor (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  matter_id text,
  person_id text,
  place bigint
);
create table matter_file (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  matter_id text,
  place bigint,
  name text,
  uri text
);
create table matter_action (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  matter_id text,
  place bigint,
  event_id text,
  event_item_id text,
  body_id text,
  acted_at bigint,
  action text,
  description text,
  outcome text
);
create table event (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  body_id text,
  start_at bigint,
  timezone text,
  location text,
  status text,
  comment text,
  agenda_uri text,
  minutes_uri text,
  source_uri text,
  static_thumbnail_uri text,
  hover_thumbnail_uri text
);
create table session (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  event_id text,
  session_index bigint,
  start_at bigint,
  media_uri text,
  media_blob text,
  clip_start_seconds double precision,
  clip_end_seconds double precision,
  caption_uri text
);
create table event_item (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  event_id text,
  place bigint,
  agenda_number text,
  name text,
  description text,
  action text,
  decision text,
  method text,
  start_seconds double precision,
  matter_id text
);
create table event_item_file (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  event_id text,
  event_item_id text,
  place bigint,
  name text,
  uri text
);
create table vote_event (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  event_id text,
  event_item_id text,
  matter_id text,
  body_id text,
  voted_at bigint,
  action text,
  outcome text,
  method text
);
create table vote (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  vote_event_id text,
  person_id text,
  value text,
  class text
);
create table attendance (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  event_id text,
  event_item_id text,
  person_id text,
  place bigint,
  value text
);
create table transcript (
  id text primary key,
  source text not null,
  external_id text,
  first_seen bigint not null,
  last_changed bigint not null,
  withdrawn bigint,
  session_id text,
  generator text,
  confidence double precision,
  kind text,
  language text,
  created_at bigint,
  caption_uri text,
  text_blob text,
  original_blob text,
  original_is_cdp bigint,
  sentence_count bigint,
  end_seconds double precision,
  speakers text
);

create index role_person_id on role (person_id);
create index role_body_id on role (body_id);
create index matter_name on matter (name);
create index matter_introduced_at_id on matter (introduced_at, id);
create index matter_text_matter_id on matter_text (matter_id);
create index matter_sponsor_matter_id on matter_sponsor (matter_id);
create index matter_sponsor_person_id on matter_sponsor (person_id);
create index matter_file_matter_id on matter_file (matter_id);
create index matter_action_matter_id on matter_action (matter_id);
create index matter_action_event_id on matter_action (event_id);
create index event_start_at_id on event (start_at, id);
create index event_body_id_start_at on event (body_id, start_at);
create index session_event_id on session (event_id);
create index event_item_event_id on event_item (event_id);
create index event_item_matter_id on event_item (matter_id);
create index event_item_file_event_id on event_item_file (event_id);
create index vote_event_event_id on vote_event (event_id);
create index vote_event_event_item_id on vote_event (event_item_id);
create index vote_event_matter_id on vote_event (matter_id);
create index vote_event_voted_at_id on vote_event (voted_at, id);
create index vote_vote_event_id on vote (vote_event_id);
create index vote_person_id on vote (person_id);
create index attendance_event_id on attendance (event_id);
create index transcript_session_id on transcript (session_id);

-- What identifies a record at its source: "x:EXTERNAL ID" or "n:NAME" → our id.
create table identity (
  kind text not null,
  source text not null,
  key text not null,
  id text not null,
  primary key (kind, source, key)
);
create index identity_id on identity (kind, id);

-- The 12-hex document ids of the Council Data Project, so that links of its sites lead somewhere.
create table cdp_id (
  kind text not null,
  cdp_id text not null,
  id text not null,
  primary key (kind, cdp_id)
);

-- Earlier values of changed fields, the nth change of a field first to last.
create table history (
  kind text not null,
  record_id text not null,
  field text not null,
  nth bigint not null,
  old_value text,
  new_value text,
  changed_at bigint not null,
  source text not null,
  primary key (kind, record_id, field, nth)
);

-- The documents that were taken, by the digest of what they said, so that an unchanged one need not be read again.
create table document (
  source text not null,
  key text not null,
  digest text not null,
  records text not null,
  events bigint not null,
  items bigint not null,
  votes bigint not null,
  transcripts bigint not null,
  primary key (source, key)
);

-- generation: moves with every write that readers should see.
create table meta (
  key text primary key,
  value bigint not null
);
insert into meta (key, value) values ('generation', 1);
