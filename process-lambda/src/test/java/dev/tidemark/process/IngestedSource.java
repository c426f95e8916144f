package dev.tidemark.process;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.Key;
import dev.tidemark.lake.Zone;
import dev.tidemark.run.Attempt;
import dev.tidemark.run.Identities;
import dev.tidemark.run.LogId;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.runlog.RunHeader;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.Snapshot;
import dev.tidemark.runlog.SourceIdentity;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A source in a test's database, and an ingest stage that knows it exactly: it compares the tables
/// of schema `src` with what they were at the run before.
final class IngestedSource implements AutoCloseable {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private record Table(TableName name, List<TableColumn> columns, List<String> key) {

        /// What the test's database calls it.
        String local() {
            return local(name);
        }

        static String local(TableName name) {
            return name.schema().equals("public")
                    ? name.table()
                    : name.schema() + "_" + name.table();
        }
    }

    private final Database database = new Database();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Zone zone;
    private final String pipeline;
    private final Path folder;
    private final RunLog<IngestLog> log;
    private final Identities identities;

    IngestedSource(Zone zone, String pipeline, Path folder, long seed) {
        this.zone = zone;
        this.pipeline = pipeline;
        this.folder = folder;
        this.log = RunLog.ingested(zone, pipeline);
        this.identities = new Identities(new Random(seed));
        database.execute("create schema src");
        database.execute("create schema old");
    }

    Database database() {
        return database;
    }

    /// @param columns such as `staff_id integer`; the type as query logs spell it
    void table(String name, String key, String... columns) {
        table(new TableName("public", name), key, columns);
    }

    /// A table of another schema than `public` is `src.<schema>_<table>` here.
    void table(TableName table, String key, String... columns) {
        String name = Table.local(table);
        List<TableColumn> described = new ArrayList<>();
        for (String column : columns) {
            int blank = column.indexOf(' ');
            described.add(
                    new TableColumn(column.substring(0, blank), column.substring(blank + 1), true));
        }
        tables.put(name, new Table(table, described, List.of(key.split(", "))));
        database.execute(
                "create or replace table src.%s (%s)".formatted(name, String.join(", ", columns)));
        database.execute("drop table if exists old." + name);
    }

    /// The column takes no null from now on; no row is touched.
    void require(String table, String column) {
        Table former = Objects.requireNonNull(tables.get(table));
        List<TableColumn> described =
                former.columns().stream()
                        .map(
                                c ->
                                        c.name().equals(column)
                                                ? new TableColumn(c.name(), c.type(), false)
                                                : c)
                        .toList();
        tables.put(table, new Table(former.name(), described, former.key()));
    }

    void execute(String sql) {
        database.execute(sql);
    }

    void drop(String table) {
        tables.remove(table);
    }

    IngestLog ingest() {
        return ingest(Set.of(), Set.of());
    }

    IngestLog ingestInFull(String... names) {
        return ingest(Set.of(names), Set.of());
    }

    IngestLog ingestSkipping(String... names) {
        return ingest(Set.of(), Set.of(names));
    }

    private IngestLog ingest(Set<String> full, Set<String> skipped) {
        Optional<IngestLog> previous = log.newest();
        RunNumber run = previous.map(l -> l.header().run().next()).orElse(RunNumber.FIRST);
        Attempt attempt = identities.attempt();
        List<IngestedTable> ingested = new ArrayList<>();
        for (Table table : tables.values()) {
            String name = table.local();
            ingested.add(
                    skipped.contains(name)
                            ? described(table, Mode.SKIPPED, List.of(), List.of())
                            : compared(
                                    table,
                                    run,
                                    attempt,
                                    full.contains(name) ? Mode.FULL : Mode.DELTA));
        }
        previous.map(IngestLog::tables).orElse(List.of()).stream()
                .filter(t -> t.mode() != Mode.GONE && !tables.containsKey(Table.local(t.name())))
                .forEach(t -> ingested.add(gone(t)));
        IngestLog next =
                new IngestLog(
                        header(run, attempt, previous),
                        new Snapshot("1:1:", 1, 1, List.of()),
                        new SourceIdentity("1", "sales", 1, run.value()),
                        ingested);
        log.publish(next);
        return next;
    }

    private RunHeader header(RunNumber run, Attempt attempt, Optional<IngestLog> previous) {
        LogId logId = previous.map(l -> l.header().logId()).orElseGet(identities::logId);
        Instant at = NOON.plusSeconds(600 * run.value());
        return new RunHeader(
                pipeline,
                Stage.INGEST,
                run,
                attempt,
                previous.map(l -> l.header().attempt()),
                logId,
                at,
                at,
                at,
                "0".repeat(64));
    }

    private IngestedTable compared(Table table, RunNumber run, Attempt attempt, Mode wanted) {
        String name = table.local();
        boolean known =
                database.number(
                                "select count(*) from information_schema.tables where table_schema = 'old' and table_name = '%s'"
                                        .formatted(name))
                        == 1;
        Mode mode = known ? wanted : Mode.FULL;
        String key = String.join(", ", table.key());
        String rows = "select * from src." + name;
        List<DataFile> files =
                files(
                        mode == Mode.FULL ? rows : rows + " except select * from old." + name,
                        table,
                        run,
                        attempt + "-");
        List<DataFile> deleted =
                mode == Mode.FULL
                        ? List.of()
                        : files(
                                "select %s from old.%s except select %s from src.%s"
                                        .formatted(key, name, key, name),
                                table,
                                run,
                                attempt + "-deleted-");
        database.execute("create or replace table old.%s as from src.%s".formatted(name, name));
        boolean nothing = mode == Mode.DELTA && files.isEmpty() && deleted.isEmpty();
        return described(table, nothing ? Mode.UNCHANGED : mode, files, deleted);
    }

    private IngestedTable described(
            Table table, Mode mode, List<DataFile> files, List<DataFile> deleted) {
        return new IngestedTable(
                table.name(),
                mode,
                "f",
                table.columns(),
                table.key(),
                database.number("select count(*) from src." + table.local()),
                files.stream().mapToLong(DataFile::rows).sum(),
                deleted.stream().mapToLong(DataFile::rows).sum(),
                files,
                deleted,
                List.of());
    }

    private static IngestedTable gone(IngestedTable table) {
        return new IngestedTable(
                table.name(),
                Mode.GONE,
                "f",
                table.columns(),
                table.key(),
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    private List<DataFile> files(String select, Table table, RunNumber run, String prefix) {
        long rows = database.number("select count(*) from (%s)".formatted(select));
        if (rows == 0) {
            return List.of();
        }
        Path file = folder.resolve("source.parquet");
        database.write(select, file);
        Key key =
                Key.of(
                        pipeline,
                        "runs",
                        run.padded(),
                        table.name().keyPart(),
                        prefix + "00000.parquet");
        zone.upload(key, file);
        try {
            return List.of(new DataFile(key, rows, Files.size(file), DataFiles.sha256(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
