-- What was decided about the rows that asked already when a channel met its table: one line per channel, table and trigger.
create table first_contacts (
  channel    text not null,
  asks       text not null, -- FirstContact.Asks
  choice     text not null check (choice in ('All', 'OnlyNew', 'Since')),
  since      integer,
  decided_at integer not null,
  primary key (channel, asks),
  check ((choice = 'Since') = (since is not null))
) strict;

-- Exactly those rows, until a person touches them.
create table rows_left_alone (
  channel text not null,
  page_id text not null,
  link    text,
  primary key (channel, page_id)
) strict;
