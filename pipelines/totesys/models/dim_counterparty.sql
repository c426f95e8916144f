/*
kind: dimension
key: [counterparty_id]
history: latest
checks:
  - not_null: [counterparty_id, counterparty_legal_name, counterparty_legal_address_line_1, counterparty_legal_city,
      counterparty_legal_postal_code, counterparty_legal_country, counterparty_legal_phone_number]
  - unique: [counterparty_id]
*/
select
    counterparty.counterparty_id,
    counterparty.counterparty_legal_name,
    address.address_line_1 as counterparty_legal_address_line_1,
    address.address_line_2 as counterparty_legal_address_line_2,
    address.district as counterparty_legal_district,
    address.city as counterparty_legal_city,
    address.postal_code as counterparty_legal_postal_code,
    address.country as counterparty_legal_country,
    address.phone as counterparty_legal_phone_number
from current.counterparty as counterparty
-- A left join, so that a counterparty without an address fails the check instead of vanishing.
left join current.address as address on address.address_id = counterparty.legal_address_id
