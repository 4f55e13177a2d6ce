-- Of the file that was listened to; one of them is. Null: from before this column.
alter table jobs add column sound_tracks integer;
