-- Toggles beside the transcript that a page was given.
create table page_notes (
  page_id text not null,
  kind    text not null check (kind in ('Details', 'Comment', 'Log')),
  primary key (page_id, kind)
) strict;
