-- Dimensions that the three stars share. Names carry no schema: the migration runs in the one that pipeline.yaml names.
-- A member that left the source stays, for the facts that name it: members of today are those with deleted_run null.
set local lock_timeout = '5s';

create table dim_date (
    date_id date primary key,
    year integer not null,
    month integer not null,
    day integer not null,
    day_of_week integer not null,
    day_name text not null,
    month_name text not null,
    quarter integer not null,
    deleted_run bigint
);
comment on table dim_date is 'Days, in whole years: every day that a fact refers to.';
comment on column dim_date.date_id is 'The day.';
comment on column dim_date.year is 'Year of the day.';
comment on column dim_date.month is 'Month of the year, 1 to 12.';
comment on column dim_date.day is 'Day of the month, 1 to 31.';
comment on column dim_date.day_of_week is 'Day of the week as ISO 8601 counts: Monday is 1, Sunday is 7.';
comment on column dim_date.day_name is 'English name of the day of the week.';
comment on column dim_date.month_name is 'English name of the month.';
comment on column dim_date.quarter is 'Quarter of the calendar year, 1 to 4.';

create table dim_staff (
    staff_id integer primary key,
    first_name text not null,
    last_name text not null,
    department_name text not null,
    location text not null,
    email_address text not null,
    deleted_run bigint
);
comment on table dim_staff is 'Members of staff with their department, as they are now.';
comment on column dim_staff.staff_id is 'Source: staff.staff_id.';
comment on column dim_staff.first_name is 'Source: staff.first_name.';
comment on column dim_staff.last_name is 'Source: staff.last_name.';
comment on column dim_staff.department_name is 'Source: department.department_name, by staff.department_id.';
comment on column dim_staff.location is 'Source: department.location; unknown where that is null.';
comment on column dim_staff.email_address is 'Source: staff.email_address.';

create table dim_location (
    location_id integer primary key,
    address_line_1 text not null,
    address_line_2 text,
    district text,
    city text not null,
    postal_code text not null,
    country text not null,
    phone text not null,
    deleted_run bigint
);
comment on table dim_location is 'Addresses that orders are delivered to, as they are now.';
comment on column dim_location.location_id is 'Source: address.address_id.';
comment on column dim_location.address_line_1 is 'Source: address.address_line_1.';
comment on column dim_location.address_line_2 is 'Source: address.address_line_2; may be null.';
comment on column dim_location.district is 'Source: address.district; may be null.';
comment on column dim_location.city is 'Source: address.city.';
comment on column dim_location.postal_code is 'Source: address.postal_code; a text, leading zeros count.';
comment on column dim_location.country is 'Source: address.country.';
comment on column dim_location.phone is 'Source: address.phone.';

create table dim_currency (
    currency_id integer primary key,
    currency_code text not null,
    currency_name text not null,
    deleted_run bigint
);
comment on table dim_currency is 'Currencies, as they are now.';
comment on column dim_currency.currency_id is 'Source: currency.currency_id.';
comment on column dim_currency.currency_code is 'Source: currency.currency_code, as in ISO 4217.';
comment on column dim_currency.currency_name is
    'English name of the code in ISO 4217; the code itself where that knows none.';

create table dim_design (
    design_id integer primary key,
    design_name text not null,
    file_location text not null,
    file_name text not null,
    deleted_run bigint
);
comment on table dim_design is 'Designs of tote bags, as they are now.';
comment on column dim_design.design_id is 'Source: design.design_id.';
comment on column dim_design.design_name is 'Source: design.design_name.';
comment on column dim_design.file_location is 'Source: design.file_location, a folder.';
comment on column dim_design.file_name is 'Source: design.file_name, within file_location.';

create table dim_counterparty (
    counterparty_id integer primary key,
    counterparty_legal_name text not null,
    counterparty_legal_address_line_1 text not null,
    counterparty_legal_address_line_2 text,
    counterparty_legal_district text,
    counterparty_legal_city text not null,
    counterparty_legal_postal_code text not null,
    counterparty_legal_country text not null,
    counterparty_legal_phone_number text not null,
    deleted_run bigint
);
comment on table dim_counterparty is 'Counterparties with their legal address, as they are now.';
comment on column dim_counterparty.counterparty_id is 'Source: counterparty.counterparty_id.';
comment on column dim_counterparty.counterparty_legal_name is 'Source: counterparty.counterparty_legal_name.';
comment on column dim_counterparty.counterparty_legal_address_line_1 is
    'Source: address.address_line_1, by counterparty.legal_address_id, as all columns of the address.';
comment on column dim_counterparty.counterparty_legal_address_line_2 is 'Source: address.address_line_2; may be null.';
comment on column dim_counterparty.counterparty_legal_district is 'Source: address.district; may be null.';
comment on column dim_counterparty.counterparty_legal_city is 'Source: address.city.';
comment on column dim_counterparty.counterparty_legal_postal_code is
    'Source: address.postal_code; a text, leading zeros count.';
comment on column dim_counterparty.counterparty_legal_country is 'Source: address.country.';
comment on column dim_counterparty.counterparty_legal_phone_number is 'Source: address.phone.';

create table dim_payment_type (
    payment_type_id integer primary key,
    payment_type_name varchar not null,
    deleted_run bigint
);
comment on table dim_payment_type is 'Kinds of payments, as they are now.';
comment on column dim_payment_type.payment_type_id is 'Source: payment_type.payment_type_id.';
comment on column dim_payment_type.payment_type_name is 'Source: payment_type.payment_type_name, an enum there.';

create table dim_transaction (
    transaction_id integer primary key,
    transaction_type varchar not null,
    sales_order_id integer,
    purchase_order_id integer,
    deleted_run bigint
);
comment on table dim_transaction is 'Transactions that payments settle, as they are now.';
comment on column dim_transaction.transaction_id is 'Source: transaction.transaction_id.';
comment on column dim_transaction.transaction_type is 'Source: transaction.transaction_type, an enum there.';
comment on column dim_transaction.sales_order_id is
    'Source: transaction.sales_order_id; null for a purchase and after the order was deleted.';
comment on column dim_transaction.purchase_order_id is
    'Source: transaction.purchase_order_id; null for a sale and after the order was deleted.';

do $$
declare
    dimension text;
begin
    foreach dimension in array array['dim_date', 'dim_staff', 'dim_location', 'dim_currency', 'dim_design',
        'dim_counterparty', 'dim_payment_type', 'dim_transaction']
    loop
        execute format('comment on column %I.deleted_run is %L', dimension,
            'Run in which the member left the source; null while it is there.');
    end loop;
end
$$;
