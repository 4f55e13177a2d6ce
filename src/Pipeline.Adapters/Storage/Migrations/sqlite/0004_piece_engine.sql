-- Who listened: with a remote engine that falls back, not the same for every piece of a job. Empty: from before this column.
alter table pieces add column engine text not null default '';
