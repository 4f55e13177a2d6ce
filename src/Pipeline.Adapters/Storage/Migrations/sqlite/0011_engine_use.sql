-- Answered requests to remote engines. Money that was spent stays spent: no cascade when a job is deleted.
create table engine_use (
  id            integer primary key autoincrement,
  at            integer not null,
  job_id        text not null,
  channel       text not null,
  engine        text not null,
  model         text not null,
  audio_seconds real not null check (audio_seconds >= 0),
  took_seconds  real not null check (took_seconds >= 0),
  cost          real not null check (cost >= 0)
) strict;

create index engine_use_by_job on engine_use (job_id, id);
create index engine_use_by_time on engine_use (at);
