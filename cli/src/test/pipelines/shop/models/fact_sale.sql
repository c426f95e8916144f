/*
kind: fact
grain: one row per version of a sale
key: [sale_id]
history: every_version
checks:
  - refers: {item_id: dim_item.item_id}
*/
select sale_id, item_id, units from delta.sale
