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
                                ofDatabase("revoke connect on database %I from public"))
                        .mendedBy(Scene::executeAsTold)
                        .tidiedBy(
                                scene ->
                                        scene.source(
                                                ofDatabase(
                                                        "grant connect on database %I to public"))),
                source("no `SELECT` on a table", "revoke select on item from reader")
                        .mendedBy(Scene::executeAsTold),
                source(
                                "no `USAGE` on the schema",
                                "revoke usage on schema public from public, reader")
                        .mendedBy(Scene::executeAsTold)
                        .tidiedBy(scene -> scene.source("grant usage on schema public to public")),
                source(
                                "row-level security that hides rows",
                                "alter table item enable row level security")
                        .mendedBy(Scene::executeAsTold)
                        .tidiedBy(
                                scene ->
                                        scene.source(
                                                "alter role reader nobypassrls; alter table item disable row level security")),
                source("a table without a primary key", "create table note (said text)")
                        .mendedBy(scene -> scene.executeAsTold("said"))
                        .tidiedBy(scene -> scene.source("drop table note")),
                source(
                                "a value that no run can keep exactly",
                                "create table visit (visit_id integer primary key, day date); insert into visit values (17, 'infinity')")
                        .mendedBy(scene -> scene.source("update visit set day = '2026-11-21'"))
                        .tidiedBy(scene -> scene.source("drop table visit"))
                        .unforeseen("it reads no rows"),
                source("a column that a model reads was renamed", RENAME)
                        .mendedBy(Sources::putBackAndLeaveOut)
                        .foreseenAs("names the unknown column `item_name`"),
                source(
                                "most rows of a table were deleted",
                                "delete from sale where sale_id > (select min(sale_id) + 5 from sale)")
                        .mendedBy(Scene::typeAsTold)
                        .tidiedBy(
                                scene ->
                                        scene.source(
                                                "insert into sale select * from kept.sale on conflict do nothing"))
                        .unforeseen("it reads no rows; `status` says it"));
    }

    /// A statement that names the database, whatever it is called.
    private static String ofDatabase(String statement) {
        return "do $$ begin execute format('%s', current_database()); end $$".formatted(statement);
    }

    private static void putBackAndLeaveOut(Scene scene) {
        Advice told = scene.advice();
        scene.source(RENAME_BACK);
        scene.run(List.of("ingest", "shop"));
        scene.run(told.command().orElseThrow());
    }
}
