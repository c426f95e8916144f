package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.source;
import static dev.tidemark.acceptance.mistake.Mistake.variable;
import static dev.tidemark.environment.Environment.SOURCE_URL;

import java.util.List;

/// A source that cannot be reached, or that does not let itself be followed.
final class Sources {

    private static final String RENAME = "alter table item rename column item_name to label";
    private static final String RENAME_BACK = "alter table item rename column label to item_name";

    private Sources() {}

    static List<Mistake> mistakes() {
        return List.of(
                variable(
                        "a wrong password",
                        SOURCE_URL,
                        url -> url.replaceFirst(":[^:@/]*@", ":wrong@")),
                variable(
                        "an unknown host",
                        SOURCE_URL,
                        url -> url.replace("127.0.0.1", "nowhere.invalid")),
                variable(
                        "a port that nothing listens at",
                        SOURCE_URL,
                        url -> url.replaceFirst(":\\d+/", ":1/")),
                variable(
                        "an unknown database",
                        SOURCE_URL,
                        url -> url.replaceFirst("/[^/]*$", "/shpo")),
                source(
                        "no `CONNECT` on the database",
                        ofDatabase("revoke connect on database %I from public"),
                        ofDatabase("grant connect on database %I to public")),
                source(
                        "no `SELECT` on a table",
                        "revoke select on item from reader",
                        "grant select on item to reader"),
                source(
                        "no `USAGE` on the schema",
                        "revoke usage on schema public from public",
                        "grant usage on schema public to public"),
                source(
                        "row-level security that hides rows",
                        "alter table item enable row level security",
                        "alter table item disable row level security"),
                source(
                        "a table without a primary key",
                        "create table note (said text)",
                        "drop table note"),
                source(
                        "a value that no run can keep exactly",
                        "create table visit (visit_id integer primary key, day date); insert into visit values (17, 'infinity')",
                        "drop table visit"),
                source("a column that a model reads was renamed", RENAME, "")
                        .mendedBy(Sources::followTheName),
                source(
                        "most rows of a table were deleted",
                        "delete from sale where sale_id > (select min(sale_id) + 5 from sale)",
                        "insert into sale select * from kept.sale on conflict do nothing"));
    }

    /// A statement that names the database, whatever it is called.
    private static String ofDatabase(String statement) {
        return "do $$ begin execute format('%s', current_database()); end $$".formatted(statement);
    }

    /// The model is corrected, as the message says; then all is as before.
    private static void followTheName(Scene scene) {
        scene.edit("models/dim_item.sql", "item_name", "label as item_name");
        try {
            scene.run();
        } finally {
            scene.resetFiles();
            scene.source(RENAME_BACK);
        }
    }
}
