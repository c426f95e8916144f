select s.staff_id,
       s.first_name,
       s.last_name,
       d.department_name,
       case when d.location is null then 'unknown' else d.location end as location,
       s.email_address
from public.staff s, public.department d
where d.department_id = s.department_id
