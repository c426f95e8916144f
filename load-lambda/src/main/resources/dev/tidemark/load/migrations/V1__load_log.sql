-- The ledger: which runs of which pipeline are in this warehouse. A run is loaded if, and only if, its row is here.
create table load_log (
    pipeline text not null,
    run bigint not null check (run > 0),
    log_id text not null,
    attempt text not null,
    loaded_at timestamptz not null default current_timestamp,
    rows_inserted bigint not null default 0,
    rows_updated bigint not null default 0,
    rows_unchanged bigint not null default 0,
    rows_left bigint not null default 0,
    skipped text,
    primary key (pipeline, run)
);
comment on table load_log is 'One row per run that was loaded. Inserted first, it locks the run; committed last, it proves it.';
comment on column load_log.pipeline is 'Name of the pipeline''s folder.';
comment on column load_log.run is 'Number of the run, the same in every zone.';
comment on column load_log.log_id is 'Identity of the run log that the run belongs to.';
comment on column load_log.attempt is 'Attempt that published the run in the processed zone.';
comment on column load_log.loaded_at is 'Start of the transaction that loaded the run.';
comment on column load_log.rows_inserted is 'New dimension members and new versions of facts.';
comment on column load_log.rows_updated is 'Dimension members that changed or came back.';
comment on column load_log.rows_unchanged is 'Rows that said what the warehouse said already.';
comment on column load_log.rows_left is 'Keys that left their model: recorded as deleted.';
comment on column load_log.skipped is 'Why the run was left out by command; null if it was loaded.';

create table load_log_fact (
    pipeline text not null,
    run bigint not null,
    fact text not null,
    first_record_id bigint not null,
    last_record_id bigint not null check (last_record_id >= first_record_id),
    primary key (pipeline, fact, first_record_id),
    foreign key (pipeline, run) references load_log
);
comment on table load_log_fact is 'Which record ids each run gave to the new versions of a fact.';
comment on column load_log_fact.pipeline is 'Name of the pipeline''s folder.';
comment on column load_log_fact.run is 'Run that brought the versions.';
comment on column load_log_fact.fact is 'Name of the fact.';
comment on column load_log_fact.first_record_id is 'Record id of the first version.';
comment on column load_log_fact.last_record_id is 'Record id of the last version; none between them is missing.';
