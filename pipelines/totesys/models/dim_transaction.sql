/*
kind: dimension
key: [transaction_id]
history: latest
checks:
  - not_null: [transaction_id, transaction_type]
  - unique: [transaction_id]
*/
select
    transaction_id,
    cast(transaction_type as string) as transaction_type,
    sales_order_id,
    purchase_order_id
from current.transaction
