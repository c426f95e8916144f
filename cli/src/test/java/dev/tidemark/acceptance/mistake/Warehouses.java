package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.edit;
import static dev.tidemark.acceptance.mistake.Mistake.file;
import static dev.tidemark.acceptance.mistake.Mistake.variable;
import static dev.tidemark.acceptance.mistake.Mistake.warehouse;
import static dev.tidemark.environment.Environment.WAREHOUSE_URL;

import java.util.List;

/// A warehouse that cannot be reached, does not fit the models, or refuses rows.
final class Warehouses {

    private Warehouses() {}

    static List<Mistake> mistakes() {
        return List.of(
                variable(
                        "a wrong password",
                        WAREHOUSE_URL,
                        url -> url.replaceFirst(":[^:@/]*@", ":wrong@")),
                variable(
                        "an unknown database",
                        WAREHOUSE_URL,
                        url -> url.replaceFirst("/[^/]*$", "/strs")),
                variable(
                                "a role that may create nothing",
                                WAREHOUSE_URL,
                                url -> url.replaceFirst("//[^@]*@", "//shop_visitor:visitor@"))
                        .foreseenAs(
                                "the user `shop_visitor` lacks rights on tidemark.schema_history"),
                warehouse(
                                "a database whose transactions are read-only",
                                ofDatabase(
                                        "alter database %I set default_transaction_read_only = on"),
                                "begin read write; "
                                        + ofDatabase(
                                                "alter database %I reset default_transaction_read_only")
                                        + "; commit")
                        .foreseenAs("are read-only by default"),
                edit(
                                "a column of a model that the table lacks",
                                "models/dim_item.sql",
                                "item_name",
                                "item_name, item_id as weight")
                        .mendedBy(Warehouses::correctAndLeaveOut),
                edit(
                                "a column of another type than the table's",
                                "models/fact_sale.sql",
                                "units from",
                                "cast(units as varchar) as units from")
                        .mendedBy(Warehouses::correctAndLeaveOut),
                warehouse(
                        "a table that somebody renamed",
                        "alter table dim_item rename to dim_items",
                        "alter table dim_items rename to dim_item"),
                warehouse(
                                "a constraint that refuses a row",
                                "alter table fact_sale add constraint few check (units < 0) not valid",
                                "alter table fact_sale drop constraint few")
                        .unforeseen("it loads no rows"),
                edit(
                        "a migration that was applied and then edited",
                        "warehouse/V1__items.sql",
                        "text not null",
                        "text"),
                file(
                        "a migration with a syntax error",
                        "warehouse/V3__stock.sql",
                        "create table stock (item_id integer;\n"),
                file(
                        "a migration that names a table that is not there",
                        "warehouse/V3__stock.sql",
                        "alter table dim_itme add column stock integer;\n"),
                file(
                        "a migration that cannot be taken back",
                        "warehouse/V3__stock.sql",
                        "create index concurrently stock on dim_item (item_id);\n"));
    }

    private static String ofDatabase(String statement) {
        return "do $$ begin execute format('%s', current_database()); end $$".formatted(statement);
    }

    private static void correctAndLeaveOut(Scene scene) {
        scene.resetFiles();
        scene.typeAsTold();
    }
}
