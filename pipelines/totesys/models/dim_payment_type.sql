/*
kind: dimension
key: [payment_type_id]
history: latest
checks:
  - not_null: [payment_type_id, payment_type_name]
  - unique: [payment_type_id]
*/
select
    payment_type_id,
    cast(payment_type_name as string) as payment_type_name
from current.payment_type
