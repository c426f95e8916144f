create table dim_customer (
    customer_id integer primary key,
    name text not null,
    city text,
    deleted_run bigint
);
create table fact_order (
    record_id bigint primary key,
    order_id integer not null,
    customer_id integer not null references dim_customer,
    amount numeric(10, 2) not null,
    note text
) partition by range (record_id);
create index on fact_order (order_id, record_id desc);
create table fact_order_superseded (
    record_id bigint primary key,
    superseded_by bigint,
    run bigint not null
);
create view fact_order_current as
select f.* from fact_order as f
where not exists (select from fact_order_superseded as e where e.record_id = f.record_id);
