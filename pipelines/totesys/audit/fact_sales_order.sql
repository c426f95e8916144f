-- What fact_sales_order_current has to say, without the record id.
select o.sales_order_id,
       o.created_at::date as created_date,
       o.created_at::time as created_time,
       o.last_updated::date as last_updated_date,
       o.last_updated::time as last_updated_time,
       o.staff_id as sales_staff_id,
       o.counterparty_id,
       o.units_sold,
       o.unit_price,
       o.currency_id,
       o.design_id,
       to_date(o.agreed_payment_date, 'YYYY-MM-DD') as agreed_payment_date,
       to_date(o.agreed_delivery_date, 'YYYY-MM-DD') as agreed_delivery_date,
       o.agreed_delivery_location_id
from public.sales_order o
