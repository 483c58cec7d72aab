-- A signal from a list that nobody confirmed opens nothing with high intent.
alter table signals add column capped boolean not null default false;
-- A person handed it over at this point: it means nothing to another.
alter table signals add column point text;
