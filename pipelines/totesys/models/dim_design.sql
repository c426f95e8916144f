/*
kind: dimension
key: [design_id]
history: latest
checks:
  - not_null: [design_id, design_name, file_location, file_name]
  - unique: [design_id]
*/
select
    design_id,
    design_name,
    file_location,
    file_name
from current.design
