package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.edit;
import static dev.tidemark.acceptance.mistake.Mistake.source;

import java.util.List;

/// Models that are wrong in their head, in their SQL, or in the rows that they make.
final class Models {

    private static final String ITEM = "models/dim_item.sql";
    private static final String SALE = "models/fact_sale.sql";

    private static final String ORPHAN =
            "alter table sale drop constraint if exists sale_item_id_fkey;"
                    + " update sale set item_id = 99 where sale_id = 60";

    private static final String NO_ROWS = "it reads no rows";

    private Models() {}

    static List<Mistake> mistakes() {
        return List.of(
                edit("a misspelt key of the head", ITEM, "history:", "histroy:"),
                edit(
                        "a fact without its grain",
                        SALE,
                        "grain: one row per version of a sale\n",
                        ""),
                edit("a model without a key", ITEM, "key: [item_id]\n", ""),
                edit("a key that is no column of the model", ITEM, "[item_id]", "[item_nr]"),
                edit("a syntax error", ITEM, "select", "selekt"),
                edit("a misspelt table", ITEM, "current.item", "current.itme"),
                edit("a misspelt column", ITEM, "item_name", "itemname"),
                edit("a column that is private", ITEM, "item_name", "supplier_iban as item_name"),
                edit("a fact that reads whole tables", SALE, "delta.sale", "current.sale"),
                edit("the time of day", ITEM, "item_name", "cast(now() as varchar) as item_name"),
                edit("a check of a column that is not there", SALE, "{item_id:", "{itme_id:"),
                edit("a reference to a model that is not there", SALE, "dim_item.", "dim_itme."),
                edit(
                                "a key that two rows have",
                                ITEM,
                                "select item_id",
                                "select item_id % 3 as item_id")
                        .unforeseen(NO_ROWS),
                edit(
                                "a key that is null",
                                ITEM,
                                "select item_id",
                                "select nullif(item_id, 3) as item_id")
                        .unforeseen(NO_ROWS),
                edit(
                                "a value that cannot be computed with",
                                SALE,
                                "units from",
                                "cast('x' || sale_id as integer) as units from")
                        .unforeseen(NO_ROWS),
                source("a reference to a row that is not there", ORPHAN)
                        .mendedBy(
                                scene -> {
                                    scene.source("update sale set item_id = 9 where item_id = 99");
                                    scene.typeAsTold();
                                })
                        .unforeseen(NO_ROWS));
    }
}
