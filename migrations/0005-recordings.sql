-- SPDX-License-Identifier: Apache-2.0
-- What we make of recordings ourselves. These rows are our own work, not the record: they are made again when they are lost.

-- Why a transcript is not the one to show although it came (too short, another recording's); null: nothing against it.
alter table transcript add column fault text;

-- The recording of a session as it was fetched, and what is kept of it.
create table recording (
  session_id text primary key,
  uri text,
  made_from text not null,
  made_at bigint not null,
  content_hash text,
  bytes bigint,
  duration_seconds double precision,
  has_video bigint,
  width bigint,
  height bigint,
  media_blob text,
  audio_blob text,
  thumbnail_blob text,
  waveform_blob text,
  note text
);

-- Where in the recording an agenda item begins, as worked out from the transcript.
create table item_time (
  event_item_id text primary key,
  event_id text not null,
  session_id text not null,
  start_seconds double precision not null,
  confidence double precision not null,
  why text not null,
  generator text not null,
  made_at bigint not null
);
create index item_time_event_id on item_time (event_id);
