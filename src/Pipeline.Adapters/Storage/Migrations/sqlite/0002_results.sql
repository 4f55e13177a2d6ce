create table artifacts (
  job_id       text not null references jobs (id) on delete cascade,
  kind         text not null check (kind in ('Video', 'Audio', 'Txt', 'Srt', 'Vtt', 'Json')),
  path         text not null,
  name         text not null,
  content_type text not null,
  size         integer not null check (size >= 0),
  sha256       text not null,
  md5          text not null,
  remote_id    text,
  -- Whoever knows the address may write the file: sealed by SecretBox, never in clear.
  session      text,
  remote_url   text,
  uploaded_at  integer,
  primary key (job_id, kind),
  check (uploaded_at is null or remote_id is not null)
) strict;

create table pieces (
  job_id        text not null references jobs (id) on delete cascade,
  piece         integer not null check (piece >= 0),
  start_seconds real not null,
  end_seconds   real not null,
  fingerprint   text not null,
  language      text not null,
  segments      text not null,
  primary key (job_id, piece),
  check (end_seconds >= start_seconds)
) strict;
