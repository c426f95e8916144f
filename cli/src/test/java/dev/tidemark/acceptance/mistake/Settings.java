package dev.tidemark.acceptance.mistake;

import static dev.tidemark.acceptance.mistake.Mistake.edit;
import static dev.tidemark.acceptance.mistake.Mistake.file;

import java.util.List;

/// Keys and values of a pipeline's settings.
final class Settings {

    private static final String FILE = "pipeline.yaml";

    private Settings() {}

    static List<Mistake> mistakes() {
        return List.of(
                edit("a misspelt key", FILE, "min_rows", "min_row"),
                edit("a value of another kind", FILE, "min_rows: 10", "min_rows: few"),
                file("text that is no YAML", FILE, "source: {schemas: [public\n"),
                edit("a schema that is not there", FILE, "schemas: [public]", "schemas: [publik]"),
                file(
                        "a schema of the warehouse that cannot be",
                        FILE,
                        "warehouse: {schema: pg_shop}\n"),
                edit(
                                "a table under `exclude` that is not there",
                                FILE,
                                "source:\n",
                                "source:\n  exclude: [public.noet]\n")
                        .and(
                                scene ->
                                        scene.source(
                                                "create table note (note_id integer primary key)"))
                        .tidiedBy(
                                scene -> {
                                    scene.resetFiles();
                                    scene.source("drop table note");
                                }),
                edit(
                        "a column under `private` that is not there",
                        FILE,
                        "supplier_iban",
                        "supplier_ibn"));
    }
}
