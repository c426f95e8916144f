/*
kind: fact
grain: one row per version of a purchase order
key: [purchase_order_id]
history: every_version
checks:
  - not_null: [purchase_order_id, created_date, created_time, last_updated_date, last_updated_time, staff_id,
      counterparty_id, item_code, item_quantity, item_unit_price, currency_id, agreed_delivery_date,
      agreed_payment_date, agreed_delivery_location_id]
  - refers:
      created_date: dim_date.date_id
      last_updated_date: dim_date.date_id
      staff_id: dim_staff.staff_id
      counterparty_id: dim_counterparty.counterparty_id
      currency_id: dim_currency.currency_id
      agreed_delivery_date: dim_date.date_id
      agreed_payment_date: dim_date.date_id
      agreed_delivery_location_id: dim_location.location_id
*/
select
    purchase_order_id,
    cast(created_at as date) as created_date,
    cast(created_at as time) as created_time,
    cast(last_updated as date) as last_updated_date,
    cast(last_updated as time) as last_updated_time,
    staff_id,
    counterparty_id,
    item_code,
    item_quantity,
    item_unit_price,
    currency_id,
    cast(agreed_delivery_date as date) as agreed_delivery_date,
    cast(agreed_payment_date as date) as agreed_payment_date,
    agreed_delivery_location_id
from delta.purchase_order
