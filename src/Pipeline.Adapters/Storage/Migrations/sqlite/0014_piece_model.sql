-- Named in the transcript's JSON; engine holds the two together, for people. Empty: from before this column.
alter table pieces add column model text not null default '';
