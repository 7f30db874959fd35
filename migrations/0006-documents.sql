-- SPDX-License-Identifier: Apache-2.0
-- The text of the files that records name (agendas, minutes, attachments), by their address: our own work beside the
-- record, made again when it is lost. The text itself is a blob, its pages divided by form feeds.
create table file_text (
  id text primary key,
  uri text not null,
  read_by bigint not null,
  read_at bigint not null,
  etag text,
  content_hash text,
  bytes bigint,
  kind text,
  pages bigint,
  words bigint,
  text_blob text,
  note text
);
create index event_agenda_uri on event (agenda_uri);
create index event_minutes_uri on event (minutes_uri);
create index event_item_file_uri on event_item_file (uri);
create index matter_file_uri on matter_file (uri);
