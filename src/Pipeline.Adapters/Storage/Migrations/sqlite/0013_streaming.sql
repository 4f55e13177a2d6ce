-- Of the file as it was downloaded: what is made of it later has other bytes. And how the transcript came about.
alter table jobs add column media_sha256 text;
alter table jobs add column processing_mode text check (processing_mode in ('Streaming', 'Fallback', 'Reused'));
create index jobs_by_media on jobs (media_sha256) where media_sha256 is not null;
