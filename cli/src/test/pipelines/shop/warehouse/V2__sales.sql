create table fact_sale (
    sale_record_id bigint primary key,
    sale_id integer not null,
    item_id integer not null references dim_item,
    units integer not null
) partition by range (sale_record_id);

create index on fact_sale (sale_id, sale_record_id desc);

create table fact_sale_superseded (
    sale_record_id bigint primary key,
    superseded_by bigint,
    run bigint not null
);

create view fact_sale_current as
select fact.sale_record_id, fact.sale_id, fact.item_id, fact.units
from fact_sale as fact
where not exists (
    select from fact_sale_superseded as ended where ended.sale_record_id = fact.sale_record_id
);
