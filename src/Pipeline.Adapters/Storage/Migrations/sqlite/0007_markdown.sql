-- One more kind of artifact. SQLite cannot change a check constraint: the table is made anew.
create table artifacts_new (
  job_id       text not null references jobs (id) on delete cascade,
  kind         text not null check (kind in ('Video', 'Audio', 'Txt', 'Srt', 'Vtt', 'Json', 'Md')),
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

insert into artifacts_new select * from artifacts;
drop table artifacts;
alter table artifacts_new rename to artifacts;
