-- Times are unix milliseconds in UTC; flags are 0 or 1; enums are stored by name. See Storage/Milliseconds.cs for the reasons.
create table jobs (
  id                    text primary key not null,
  source                text not null check (source in ('YouTube', 'Discord', 'Drive', 'Web')),
  source_url            text not null,
  drive_file_id         text,
  file_name             text,
  channel               text not null,
  notion_page_id        text,
  parent_folder_id      text,
  priority              integer not null check (priority between 0 and 20),
  requested_language    text,
  intake_key            text,
  status                text not null
    check (status in ('Pending', 'Running', 'Paused', 'Completed', 'Failed', 'Cancelled', 'Skipped')),
  stage                 text not null check (stage in ('Download', 'Transcribe', 'Upload', 'Publish')),
  attempt               integer not null default 0 check (attempt >= 0),
  claim                 text,
  accepted_at           integer not null,
  due_at                integer not null,
  started_at            integer,
  ended_at              integer,
  progress_at           integer,
  error_class           text
    check (error_class in ('Permanent', 'Access', 'SiteBlocked', 'NotYet', 'Operator', 'Transient', 'Local')),
  error_code            text,
  error_sentence        text,
  error_detail          text,
  sweeps                integer not null default 0 check (sweeps >= 0),
  progress              real not null default 0 check (progress between 0 and 100),
  message               text,
  cancel_requested      integer not null default 0 check (cancel_requested in (0, 1)),
  pause_requested       integer not null default 0 check (pause_requested in (0, 1)),
  board_word            text,
  title                 text,
  canonical_url         text,
  uploader              text,
  published_at          integer,
  duration_seconds      real,
  language              text,
  folder_id             text,
  folder_url            text,
  transcript_characters integer,
  publish_queued        integer not null default 0 check (publish_queued in (0, 1)),
  -- Grows with everything that a later run need not do again; compared at a reclaim, to tell a slow video from a deadly one.
  checkpoints           integer not null default 0,
  checkpoints_at_claim  integer not null default 0,
  deaths                integer not null default 0 check (deaths >= 0),
  check ((status = 'Running') = (claim is not null)),
  check ((status in ('Completed', 'Failed', 'Cancelled', 'Skipped')) = (ended_at is not null)),
  check ((error_class is null) = (error_code is null) and (error_class is null) = (error_sentence is null))
) strict;

-- A Notion row may come again once its job has ended; a caller's Idempotency-Key names one job for ever.
create unique index jobs_one_per_intake_key on jobs (intake_key)
  where intake_key is not null and (status in ('Pending', 'Running', 'Paused') or substr(intake_key, 1, 4) = 'key:');
create index jobs_by_status on jobs (status, due_at);
create index jobs_by_age on jobs (accepted_at, id);
create index jobs_by_page on jobs (notion_page_id, accepted_at);

-- The last line of defence: the same pairs as JobTransitions. A test compares them both ways.
create trigger jobs_transition before update of status on jobs
when old.status || '>' || new.status not in (
  'Pending>Running', 'Pending>Paused', 'Pending>Cancelled',
  'Running>Running', 'Running>Completed', 'Running>Skipped', 'Running>Pending', 'Running>Failed', 'Running>Paused', 'Running>Cancelled',
  'Paused>Pending', 'Paused>Cancelled',
  'Completed>Pending', 'Failed>Pending', 'Cancelled>Pending', 'Skipped>Pending')
begin
  select raise(abort, 'jobs.status: there is no such step in JobTransitions');
end;

create table job_stages (
  job_id     text not null references jobs (id) on delete cascade,
  stage      text not null check (stage in ('Download', 'Transcribe', 'Upload', 'Publish')),
  status     text not null default 'Pending' check (status in ('Pending', 'Running', 'Completed', 'Failed')),
  progress   real not null default 0 check (progress between 0 and 100),
  started_at integer,
  ended_at   integer,
  error      text,
  primary key (job_id, stage)
) strict;

create table job_log (
  id     integer primary key autoincrement,
  job_id text not null references jobs (id) on delete cascade,
  at     integer not null,
  line   text not null
) strict;

create index job_log_by_job on job_log (job_id, id);
