-- Whole years from the first to the last day that a row of the source refers to now. A day that only an older
-- version of a fact refers to is in the warehouse besides.
with referred(day) as (
    select unnest(array[created_at::date, last_updated::date,
                        agreed_delivery_date::date, agreed_payment_date::date]) from public.sales_order
    union
    select unnest(array[created_at::date, last_updated::date,
                        agreed_delivery_date::date, agreed_payment_date::date]) from public.purchase_order
    union
    select unnest(array[created_at::date, last_updated::date, payment_date::date]) from public.payment
), span as (
    select date_trunc('year', min(day)::timestamp) as first_day,
           date_trunc('year', max(day)::timestamp) + interval '1 year - 1 day' as last_day
    from referred
)
select d::date as date_id,
       extract(year from d)::int as year,
       extract(month from d)::int as month,
       extract(day from d)::int as day,
       extract(isodow from d)::int as day_of_week,
       to_char(d, 'FMDay') as day_name,
       to_char(d, 'FMMonth') as month_name,
       to_char(d, 'Q')::int as quarter
from span, generate_series(span.first_day, span.last_day, interval '1 day') as d
