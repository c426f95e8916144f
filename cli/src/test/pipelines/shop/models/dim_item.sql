/*
kind: dimension
key: [item_id]
history: latest
*/
select item_id, item_name from current.item
