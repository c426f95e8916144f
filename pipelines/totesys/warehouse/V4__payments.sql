-- The payments star. A fact keeps every version: nothing in it is ever updated or deleted.
-- The loader makes the partitions, named fact_payment_p<first record id>, with the parent's keys and indexes.
set local lock_timeout = '5s';

create table fact_payment (
    payment_record_id bigint primary key,
    payment_id integer not null,
    created_date date not null references dim_date,
    created_time time not null,
    last_updated_date date not null references dim_date,
    last_updated_time time not null,
    transaction_id integer not null references dim_transaction,
    counterparty_id integer not null references dim_counterparty,
    payment_amount numeric(10, 2) not null,
    currency_id integer not null references dim_currency,
    payment_type_id integer not null references dim_payment_type,
    paid boolean not null,
    payment_date date not null references dim_date
) partition by range (payment_record_id);

-- The newest version of a key, for the loader, and all versions of a key, for the analyst.
create index on fact_payment (payment_id, payment_record_id desc);
-- Every index costs each load: this one serves "last week"; what is asked of a whole column reads the whole table.
create index on fact_payment (created_date);

comment on table fact_payment is
    'One row per version of a payment. The newest version of each: fact_payment_current.';
comment on column fact_payment.payment_record_id is
    'Number of the version, given by the loader: the highest of a payment is its newest. A bigint, to last.';
comment on column fact_payment.payment_id is 'Source: payment.payment_id.';
comment on column fact_payment.created_date is 'Day of payment.created_at.';
comment on column fact_payment.created_time is 'Time of day of payment.created_at, without a zone as there.';
comment on column fact_payment.last_updated_date is
    'Day of payment.last_updated, which not every change of the row moves.';
comment on column fact_payment.last_updated_time is 'Time of day of payment.last_updated, without a zone as there.';
comment on column fact_payment.transaction_id is 'Source: payment.transaction_id.';
comment on column fact_payment.counterparty_id is 'Source: payment.counterparty_id.';
comment on column fact_payment.payment_amount is 'Amount in currency_id. Source: payment.payment_amount.';
comment on column fact_payment.currency_id is 'Currency of payment_amount. Source: payment.currency_id.';
comment on column fact_payment.payment_type_id is 'Source: payment.payment_type_id.';
comment on column fact_payment.paid is 'True once the payment was made. Source: payment.paid.';
comment on column fact_payment.payment_date is 'Source: payment.payment_date, a text there.';

-- No foreign keys to the fact: the loader writes both in one transaction, and each check would cost it a lookup.
create table fact_payment_superseded (
    payment_record_id bigint primary key,
    superseded_by bigint,
    run bigint not null
);
comment on table fact_payment_superseded is
    'Versions of fact_payment that are no longer current.';
comment on column fact_payment_superseded.payment_record_id is 'The version that ended.';
comment on column fact_payment_superseded.superseded_by is
    'The version that took its place; null if the row was deleted in the source.';
comment on column fact_payment_superseded.run is 'Run in which it ended.';

create view fact_payment_current as
select
    fact.payment_record_id,
    fact.payment_id,
    fact.created_date,
    fact.created_time,
    fact.last_updated_date,
    fact.last_updated_time,
    fact.transaction_id,
    fact.counterparty_id,
    fact.payment_amount,
    fact.currency_id,
    fact.payment_type_id,
    fact.paid,
    fact.payment_date
from fact_payment as fact
where not exists (
    select from fact_payment_superseded as ended where ended.payment_record_id = fact.payment_record_id
);
comment on view fact_payment_current is
    'The newest version of each payment that is in the source: what it says now.';

create view fact_payment_history as
select
    fact.payment_record_id,
    fact.payment_id,
    fact.created_date,
    fact.created_time,
    fact.last_updated_date,
    fact.last_updated_time,
    fact.transaction_id,
    fact.counterparty_id,
    fact.payment_amount,
    fact.currency_id,
    fact.payment_type_id,
    fact.paid,
    fact.payment_date,
    (
        select loaded.run
        from tidemark.load_log_fact as loaded
        where loaded.pipeline = 'totesys'
            and loaded.fact = 'fact_payment'
            and loaded.first_record_id <= fact.payment_record_id
            and loaded.last_record_id >= fact.payment_record_id
        order by loaded.first_record_id desc
        limit 1
    ) as loaded_run,
    ended.run as superseded_run,
    ended.run is not null and ended.superseded_by is null as deleted
from fact_payment as fact
left join fact_payment_superseded as ended on ended.payment_record_id = fact.payment_record_id;
comment on view fact_payment_history is
    'Every payment in every version. As of run N: loaded_run <= N and coalesce(superseded_run > N, true).';
comment on column fact_payment_history.loaded_run is 'Run that brought the version.';
comment on column fact_payment_history.superseded_run is
    'Run in which the version ended; null while it is current.';
comment on column fact_payment_history.deleted is
    'True if the version ended because the row was deleted in the source.';
