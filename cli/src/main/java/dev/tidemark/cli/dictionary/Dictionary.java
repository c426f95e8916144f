package dev.tidemark.cli.dictionary;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.origin.ColumnOrigins;
import dev.tidemark.run.Stage;
import dev.tidemark.scratch.ScratchFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a pipeline's warehouse holds: its facts and dimensions, and where their columns come from.
///
/// @param entries facts before dimensions, each by name
/// @param others tables and views that the migrations make and no model fills
public record Dictionary(Pipeline pipeline, List<Entry> entries, List<CatalogTable> others) {

    /// Only SQL is parsed: nothing is read.
    private static final DuckDb ENGINE = new DuckDb(64, 1);

    private static final List<String> COMPANIONS = List.of("_current", "_history", "_superseded");

    public Dictionary {
        entries = List.copyOf(entries);
        others = List.copyOf(others);
    }

    /// Made of the pipeline folder alone: its migrations run on a server of their own that goes at
    /// once.
    public static Dictionary of(Pipeline pipeline) {
        requireMigrations(pipeline);
        try (var warehouse = ScratchWarehouse.of(pipeline)) {
            var catalog =
                    new Catalog(
                            warehouse.database(),
                            pipeline.warehouse().schema(),
                            "schema_history_" + pipeline.name());
            return of(pipeline, catalog.tables());
        }
    }

    private static void requireMigrations(Pipeline pipeline) {
        if (!Files.isDirectory(pipeline.migrations())) {
            throw TerminalFailure.configuration(
                    "pipeline %s has no folder `warehouse`: its tables are described by who made them"
                            .formatted(pipeline.name()),
                    "write migrations that create the tables, or ask the owner of the warehouse");
        }
    }

    static Dictionary of(Pipeline pipeline, List<CatalogTable> tables) {
        var others = new ArrayList<>(tables);
        var entries = new ArrayList<Entry>();
        try (var folder = ScratchFolder.open(Stage.PROCESS);
                Session session = ENGINE.open(folder.path())) {
            for (Model model : inOrder(pipeline)) {
                List<CatalogTable> companions = companions(model, tables);
                CatalogTable table = table(model, tables);
                entries.add(new Entry(model, ColumnOrigins.of(model, session), table, companions));
                others.remove(table);
                others.removeAll(companions);
            }
        }
        return new Dictionary(pipeline, entries, others);
    }

    private static List<Model> inOrder(Pipeline pipeline) {
        return Stream.of(ModelKind.FACT, ModelKind.DIMENSION)
                .flatMap(kind -> pipeline.models().stream().filter(m -> m.kind() == kind))
                .toList();
    }

    private static CatalogTable table(Model model, List<CatalogTable> tables) {
        return named(model.name(), tables)
                .orElseThrow(
                        () ->
                                TerminalFailure.configuration(
                                        "%s has no table: no migration creates `%s`"
                                                .formatted(model.file(), model.name()),
                                        "add a migration with `create table %s (…)`"
                                                .formatted(model.name())));
    }

    private static List<CatalogTable> companions(Model model, List<CatalogTable> tables) {
        return COMPANIONS.stream()
                .flatMap(suffix -> named(model.name() + suffix, tables).stream())
                .toList();
    }

    private static Optional<CatalogTable> named(String name, List<CatalogTable> tables) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    Optional<Entry> entry(String table) {
        return entries.stream().filter(entry -> entry.table().name().equals(table)).findFirst();
    }
}
