-- One row per column value, or per transcript (field is null, marker set). Deleting a job must not lose a write: no cascade.
create table board_outbox (
  id         integer primary key autoincrement, -- never used twice: an acknowledgement names id and version
  version    integer not null default 1,
  job_id     text not null references jobs (id),
  page_id    text not null,
  channel    text not null,
  field      text,
  marker     text,
  payload    text not null,
  attempts   integer not null default 0,
  not_before integer, -- one row in the future holds back its whole page
  reason     text,
  created_at integer not null,
  check ((field is null) <> (marker is null))
) strict;

create index board_outbox_by_page on board_outbox (page_id, id);
create index board_outbox_by_job on board_outbox (job_id);
create unique index board_outbox_one_transcript on board_outbox (page_id, marker) where marker is not null;
