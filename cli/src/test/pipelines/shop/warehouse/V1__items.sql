create table dim_item (
    item_id integer primary key,
    item_name text not null,
    deleted_run bigint
);
comment on table dim_item is 'Items, as they are now.';
