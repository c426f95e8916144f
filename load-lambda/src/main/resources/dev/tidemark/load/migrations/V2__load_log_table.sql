-- Which tables the runs were loaded into. A table that was dropped and made anew has the same name and misses all
-- rows that the ledger counts as loaded.
create table load_log_table (
    pipeline text not null,
    name text not null,
    oid oid not null,
    ledger text not null,
    filled boolean not null,
    run bigint not null,
    primary key (pipeline, name),
    foreign key (pipeline, run) references load_log
);
comment on table load_log_table is 'The tables that hold what the ledger counts as loaded.';
comment on column load_log_table.pipeline is 'Name of the pipeline''s folder.';
comment on column load_log_table.name is 'Name of the table, without its schema.';
comment on column load_log_table.oid is 'What Postgres knows the table by; another table of the same name has another one.';
comment on column load_log_table.ledger is 'Server, database and ledger that the number was noted in. Elsewhere, as after a restore from a dump, it means nothing and is noted anew.';
comment on column load_log_table.filled is 'Whether the table held rows: none is ever taken away.';
comment on column load_log_table.run is 'Run that was loaded when this was noted.';
