-- The sales star. A fact keeps every version: nothing in it is ever updated or deleted.
-- The loader makes the partitions, named fact_sales_order_p<first record id>, with the parent's keys and indexes.
set local lock_timeout = '5s';

create table fact_sales_order (
    sales_record_id bigint primary key,
    sales_order_id integer not null,
    created_date date not null references dim_date,
    created_time time not null,
    last_updated_date date not null references dim_date,
    last_updated_time time not null,
    sales_staff_id integer not null references dim_staff,
    counterparty_id integer not null references dim_counterparty,
    units_sold integer not null,
    unit_price numeric(10, 2) not null,
    currency_id integer not null references dim_currency,
    design_id integer not null references dim_design,
    agreed_payment_date date not null references dim_date,
    agreed_delivery_date date not null references dim_date,
    agreed_delivery_location_id integer not null references dim_location
) partition by range (sales_record_id);

-- The newest version of a key, for the loader, and all versions of a key, for the analyst.
create index on fact_sales_order (sales_order_id, sales_record_id desc);
-- Every index costs each load: this one serves "last week"; what is asked of a whole column reads the whole table.
create index on fact_sales_order (created_date);

comment on table fact_sales_order is
    'One row per version of a sales order. The newest version of each: fact_sales_order_current.';
comment on column fact_sales_order.sales_record_id is
    'Number of the version, given by the loader: the highest of a sales order is its newest. A bigint, to last.';
comment on column fact_sales_order.sales_order_id is 'Source: sales_order.sales_order_id.';
comment on column fact_sales_order.created_date is 'Day of sales_order.created_at.';
comment on column fact_sales_order.created_time is 'Time of day of sales_order.created_at, without a zone as there.';
comment on column fact_sales_order.last_updated_date is
    'Day of sales_order.last_updated, which not every change of the row moves.';
comment on column fact_sales_order.last_updated_time is
    'Time of day of sales_order.last_updated, without a zone as there.';
comment on column fact_sales_order.sales_staff_id is 'Source: sales_order.staff_id.';
comment on column fact_sales_order.counterparty_id is 'Source: sales_order.counterparty_id.';
comment on column fact_sales_order.units_sold is 'Number of bags. Source: sales_order.units_sold.';
comment on column fact_sales_order.unit_price is 'Price of one bag, in currency_id. Source: sales_order.unit_price.';
comment on column fact_sales_order.currency_id is 'Currency of unit_price. Source: sales_order.currency_id.';
comment on column fact_sales_order.design_id is 'Source: sales_order.design_id.';
comment on column fact_sales_order.agreed_payment_date is 'Source: sales_order.agreed_payment_date, a text there.';
comment on column fact_sales_order.agreed_delivery_date is 'Source: sales_order.agreed_delivery_date, a text there.';
comment on column fact_sales_order.agreed_delivery_location_id is
    'Source: sales_order.agreed_delivery_location_id, an address.';

-- No foreign keys to the fact: the loader writes both in one transaction, and each check would cost it a lookup.
create table fact_sales_order_superseded (
    sales_record_id bigint primary key,
    superseded_by bigint,
    run bigint not null
);
comment on table fact_sales_order_superseded is
    'Versions of fact_sales_order that are no longer current.';
comment on column fact_sales_order_superseded.sales_record_id is 'The version that ended.';
comment on column fact_sales_order_superseded.superseded_by is
    'The version that took its place; null if the row was deleted in the source.';
comment on column fact_sales_order_superseded.run is 'Run in which it ended.';

create view fact_sales_order_current as
select
    fact.sales_record_id,
    fact.sales_order_id,
    fact.created_date,
    fact.created_time,
    fact.last_updated_date,
    fact.last_updated_time,
    fact.sales_staff_id,
    fact.counterparty_id,
    fact.units_sold,
    fact.unit_price,
    fact.currency_id,
    fact.design_id,
    fact.agreed_payment_date,
    fact.agreed_delivery_date,
    fact.agreed_delivery_location_id
from fact_sales_order as fact
where not exists (
    select from fact_sales_order_superseded as ended where ended.sales_record_id = fact.sales_record_id
);
comment on view fact_sales_order_current is
    'The newest version of each sales order that is in the source: what it says now.';

create view fact_sales_order_history as
select
    fact.sales_record_id,
    fact.sales_order_id,
    fact.created_date,
    fact.created_time,
    fact.last_updated_date,
    fact.last_updated_time,
    fact.sales_staff_id,
    fact.counterparty_id,
    fact.units_sold,
    fact.unit_price,
    fact.currency_id,
    fact.design_id,
    fact.agreed_payment_date,
    fact.agreed_delivery_date,
    fact.agreed_delivery_location_id,
    (
        select loaded.run
        from tidemark.load_log_fact as loaded
        where loaded.pipeline = 'totesys'
            and loaded.fact = 'fact_sales_order'
            and loaded.first_record_id <= fact.sales_record_id
            and loaded.last_record_id >= fact.sales_record_id
        order by loaded.first_record_id desc
        limit 1
    ) as loaded_run,
    ended.run as superseded_run,
    ended.run is not null and ended.superseded_by is null as deleted
from fact_sales_order as fact
left join fact_sales_order_superseded as ended on ended.sales_record_id = fact.sales_record_id;
comment on view fact_sales_order_history is
    'Every sales order in every version. As of run N: loaded_run <= N and coalesce(superseded_run > N, true).';
comment on column fact_sales_order_history.loaded_run is 'Run that brought the version.';
comment on column fact_sales_order_history.superseded_run is
    'Run in which the version ended; null while it is current.';
comment on column fact_sales_order_history.deleted is
    'True if the version ended because the row was deleted in the source.';
