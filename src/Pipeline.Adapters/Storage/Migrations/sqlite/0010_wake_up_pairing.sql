-- One row at most: until when Notion's handshake is taken, and the sealed secret that signs its events.
create table wake_up_pairing (
  id         integer primary key check (id = 1),
  open_until integer not null,
  secret     text
) strict;
