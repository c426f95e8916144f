/*
kind: fact
grain: one row per version of a payment
key: [payment_id]
history: every_version
checks:
  - not_null: [payment_id, created_date, created_time, last_updated_date, last_updated_time, transaction_id,
      counterparty_id, payment_amount, currency_id, payment_type_id, paid, payment_date]
  - refers:
      created_date: dim_date.date_id
      last_updated_date: dim_date.date_id
      transaction_id: dim_transaction.transaction_id
      counterparty_id: dim_counterparty.counterparty_id
      currency_id: dim_currency.currency_id
      payment_type_id: dim_payment_type.payment_type_id
      payment_date: dim_date.date_id
*/
select
    payment_id,
    cast(created_at as date) as created_date,
    cast(created_at as time) as created_time,
    cast(last_updated as date) as last_updated_date,
    cast(last_updated as time) as last_updated_time,
    transaction_id,
    counterparty_id,
    payment_amount,
    currency_id,
    payment_type_id,
    paid,
    cast(payment_date as date) as payment_date
from delta.payment
