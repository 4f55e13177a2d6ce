-- The page that a job made, and what its source says of the video.
alter table jobs add column result_page_id text;
alter table jobs add column result_database text;
alter table jobs add column source_id text;
alter table jobs add column availability text;
alter table jobs add column was_live integer not null default 0 check (was_live in (0, 1));
alter table jobs add column tags text;
create index jobs_by_result_page on jobs (result_page_id) where result_page_id is not null;

-- When the making of a page was last begun: from then on nobody knows whether it exists until it is recorded.
alter table board_outbox add column tried_at integer;
