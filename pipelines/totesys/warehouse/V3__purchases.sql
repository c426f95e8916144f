-- The purchases star. A fact keeps every version: nothing in it is ever updated or deleted.
-- The loader makes the partitions, named fact_purchase_order_p<first record id>, with the parent's keys and indexes.
set local lock_timeout = '5s';

create table fact_purchase_order (
    purchase_record_id bigint primary key,
    purchase_order_id integer not null,
    created_date date not null references dim_date,
    created_time time not null,
    last_updated_date date not null references dim_date,
    last_updated_time time not null,
    staff_id integer not null references dim_staff,
    counterparty_id integer not null references dim_counterparty,
    item_code text not null,
    item_quantity integer not null,
    item_unit_price numeric(10, 2) not null,
    currency_id integer not null references dim_currency,
    agreed_delivery_date date not null references dim_date,
    agreed_payment_date date not null references dim_date,
    agreed_delivery_location_id integer not null references dim_location
) partition by range (purchase_record_id);

-- The newest version of a key, for the loader, and all versions of a key, for the analyst.
create index on fact_purchase_order (purchase_order_id, purchase_record_id desc);
-- Every index costs each load: this one serves "last week"; what is asked of a whole column reads the whole table.
create index on fact_purchase_order (created_date);

comment on table fact_purchase_order is
    'One row per version of a purchase order. The newest version of each: fact_purchase_order_current.';
comment on column fact_purchase_order.purchase_record_id is
    'Number of the version, given by the loader: the highest of a purchase order is its newest. A bigint, to last.';
comment on column fact_purchase_order.purchase_order_id is 'Source: purchase_order.purchase_order_id.';
comment on column fact_purchase_order.created_date is 'Day of purchase_order.created_at.';
comment on column fact_purchase_order.created_time is
    'Time of day of purchase_order.created_at, without a zone as there.';
comment on column fact_purchase_order.last_updated_date is
    'Day of purchase_order.last_updated, which not every change of the row moves.';
comment on column fact_purchase_order.last_updated_time is
    'Time of day of purchase_order.last_updated, without a zone as there.';
comment on column fact_purchase_order.staff_id is 'Source: purchase_order.staff_id.';
comment on column fact_purchase_order.counterparty_id is 'Source: purchase_order.counterparty_id.';
comment on column fact_purchase_order.item_code is
    'Source: purchase_order.item_code; a text, even where it looks like a number.';
comment on column fact_purchase_order.item_quantity is 'Number of items. Source: purchase_order.item_quantity.';
comment on column fact_purchase_order.item_unit_price is
    'Price of one item, in currency_id. Source: purchase_order.item_unit_price.';
comment on column fact_purchase_order.currency_id is 'Currency of item_unit_price. Source: purchase_order.currency_id.';
comment on column fact_purchase_order.agreed_delivery_date is
    'Source: purchase_order.agreed_delivery_date, a text there.';
comment on column fact_purchase_order.agreed_payment_date is
    'Source: purchase_order.agreed_payment_date, a text there.';
comment on column fact_purchase_order.agreed_delivery_location_id is
    'Source: purchase_order.agreed_delivery_location_id, an address.';

-- No foreign keys to the fact: the loader writes both in one transaction, and each check would cost it a lookup.
create table fact_purchase_order_superseded (
    purchase_record_id bigint primary key,
    superseded_by bigint,
    run bigint not null
);
comment on table fact_purchase_order_superseded is
    'Versions of fact_purchase_order that are no longer current.';
comment on column fact_purchase_order_superseded.purchase_record_id is 'The version that ended.';
comment on column fact_purchase_order_superseded.superseded_by is
    'The version that took its place; null if the row was deleted in the source.';
comment on column fact_purchase_order_superseded.run is 'Run in which it ended.';

create view fact_purchase_order_current as
select
    fact.purchase_record_id,
    fact.purchase_order_id,
    fact.created_date,
    fact.created_time,
    fact.last_updated_date,
    fact.last_updated_time,
    fact.staff_id,
    fact.counterparty_id,
    fact.item_code,
    fact.item_quantity,
    fact.item_unit_price,
    fact.currency_id,
    fact.agreed_delivery_date,
    fact.agreed_payment_date,
    fact.agreed_delivery_location_id
from fact_purchase_order as fact
where not exists (
    select from fact_purchase_order_superseded as ended where ended.purchase_record_id = fact.purchase_record_id
);
comment on view fact_purchase_order_current is
    'The newest version of each purchase order that is in the source: what it says now.';

create view fact_purchase_order_history as
select
    fact.purchase_record_id,
    fact.purchase_order_id,
    fact.created_date,
    fact.created_time,
    fact.last_updated_date,
    fact.last_updated_time,
    fact.staff_id,
    fact.counterparty_id,
    fact.item_code,
    fact.item_quantity,
    fact.item_unit_price,
    fact.currency_id,
    fact.agreed_delivery_date,
    fact.agreed_payment_date,
    fact.agreed_delivery_location_id,
    (
        select loaded.run
        from tidemark.load_log_fact as loaded
        where loaded.pipeline = 'totesys'
            and loaded.fact = 'fact_purchase_order'
            and loaded.first_record_id <= fact.purchase_record_id
            and loaded.last_record_id >= fact.purchase_record_id
        order by loaded.first_record_id desc
        limit 1
    ) as loaded_run,
    ended.run as superseded_run,
    ended.run is not null and ended.superseded_by is null as deleted
from fact_purchase_order as fact
left join fact_purchase_order_superseded as ended on ended.purchase_record_id = fact.purchase_record_id;
comment on view fact_purchase_order_history is
    'Every purchase order in every version. As of run N: loaded_run <= N and coalesce(superseded_run > N, true).';
comment on column fact_purchase_order_history.loaded_run is 'Run that brought the version.';
comment on column fact_purchase_order_history.superseded_run is
    'Run in which the version ended; null while it is current.';
comment on column fact_purchase_order_history.deleted is
    'True if the version ended because the row was deleted in the source.';
