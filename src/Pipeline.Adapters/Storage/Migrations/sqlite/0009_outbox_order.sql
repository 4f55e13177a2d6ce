-- Who goes first is decided by what a write is, no longer by where it stands; see Board/OutboxUrgency.cs.
-- An unsent transcript of the older form: its job puts transcript and columns in again.
update jobs set publish_queued = 0 where id in (select job_id from board_outbox where marker is not null) and status in ('Pending', 'Running', 'Paused');
delete from board_outbox where job_id in (select job_id from board_outbox where marker is not null);

alter table board_outbox add column after_text integer not null default 0 check (after_text in (0, 1)); -- waits for its page's transcript
alter table board_outbox add column whole integer not null default 0 check (whole in (0, 1));           -- a transcript to which nothing is added any more
alter table board_outbox add column hold text not null default 'None' check (hold in ('None', 'Write', 'Page', 'Trash'));

-- What each page has been sent of its transcript: tells a transcript that grows from another one.
create table page_transcripts (
  page_id    text primary key not null,
  job_id     text not null references jobs (id) on delete cascade,
  generation integer not null check (generation > 0),
  paragraphs text not null, -- eight hexadecimal digits of the hash of each
  whole      integer not null check (whole in (0, 1))
) strict;
