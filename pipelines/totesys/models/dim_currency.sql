/*
kind: dimension
key: [currency_id]
history: latest
checks:
  - not_null: [currency_id, currency_code, currency_name]
  - unique: [currency_id]
*/
select
    currency.currency_id,
    currency.currency_code,
    -- A code that ISO 4217 does not know names itself: an odd code must not stop the run.
    coalesce(iso.currency_name, currency.currency_code) as currency_name
from current.currency as currency
left join iso_currency as iso on iso.currency_code = currency.currency_code
