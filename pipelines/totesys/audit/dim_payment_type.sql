select t.payment_type_id, t.payment_type_name::varchar as payment_type_name
from public.payment_type t
