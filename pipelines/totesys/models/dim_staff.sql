/*
kind: dimension
key: [staff_id]
history: latest
checks:
  - not_null: [staff_id, first_name, last_name, department_name, location, email_address]
  - unique: [staff_id]
*/
select
    staff.staff_id,
    staff.first_name,
    staff.last_name,
    department.department_name,
    coalesce(department.location, 'unknown') as location,
    staff.email_address
from current.staff as staff
-- A left join, so that a member of staff without a department fails the check instead of vanishing.
left join current.department as department on department.department_id = staff.department_id
