-- SPDX-License-Identifier: Apache-2.0
-- The change feed: where in the sequence of all changes each record was changed last. Only the last change of a record is
-- kept, so the table grows with the archive and not with its age. What the record says stands in its own table.
create table record_change (
  kind text not null,
  record_id text not null,
  seq bigint not null,
  primary key (kind, record_id)
);
create unique index record_change_seq on record_change (seq);

-- An archive that is older than its feed begins with all that it holds.
insert into record_change (kind, record_id, seq)
  select 'body', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from body;
insert into record_change (kind, record_id, seq)
  select 'person', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from person;
insert into record_change (kind, record_id, seq)
  select 'seat', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from seat;
insert into record_change (kind, record_id, seq)
  select 'role', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from role;
insert into record_change (kind, record_id, seq)
  select 'matter', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from matter;
insert into record_change (kind, record_id, seq)
  select 'matter_text', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from matter_text;
insert into record_change (kind, record_id, seq)
  select 'matter_sponsor', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from matter_sponsor;
insert into record_change (kind, record_id, seq)
  select 'matter_file', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from matter_file;
insert into record_change (kind, record_id, seq)
  select 'matter_action', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from matter_action;
insert into record_change (kind, record_id, seq)
  select 'event', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from event;
insert into record_change (kind, record_id, seq)
  select 'session', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from session;
insert into record_change (kind, record_id, seq)
  select 'event_item', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from event_item;
insert into record_change (kind, record_id, seq)
  select 'event_item_file', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from event_item_file;
insert into record_change (kind, record_id, seq)
  select 'vote_event', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from vote_event;
insert into record_change (kind, record_id, seq)
  select 'vote', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from vote;
insert into record_change (kind, record_id, seq)
  select 'attendance', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from attendance;
insert into record_change (kind, record_id, seq)
  select 'transcript', id, (select coalesce(max(seq), 0) from record_change) + row_number() over (order by id) from transcript;

-- change: the last number given; taken within the transaction that writes the records.
insert into meta (key, value) select 'change', coalesce(max(seq), 0) from record_change;
