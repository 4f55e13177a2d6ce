-- Who asked, and the last of our words that has arrived on the board since: what asks after it is a person's new request.
alter table jobs add column origin text not null default 'Webhook' check (origin in ('Webhook', 'Row', 'Cli'));
alter table jobs add column board_shown text;
