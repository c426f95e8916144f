-- The names are those of the currencies that totesys trades in; any other code has to name itself, so that an auditor
-- of more currencies adds them here.
select c.currency_id,
       c.currency_code::text as currency_code,
       case c.currency_code
           when 'GBP' then 'British Pound'
           when 'USD' then 'US Dollar'
           when 'EUR' then 'Euro'
           else c.currency_code::text
       end as currency_name
from public.currency c
