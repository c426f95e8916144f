package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.TimestampType;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.Zone;
import dev.tidemark.parquet.ParquetReader;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tables as the archive tells them, rebuilt run by run: by key, the row as text.
final class Replay {

    private final Zone zone;
    private final Map<TableName, Map<String, String>> tables = new HashMap<>();

    Replay(Zone zone) {
        this.zone = zone;
    }

    Map<String, String> table(String name) {
        return tables.getOrDefault(new TableName("public", name), Map.of());
    }

    void apply(IngestLog log) {
        log.tables().forEach(this::apply);
    }

    private void apply(IngestedTable table) {
        Map<String, String> rows = tables.computeIfAbsent(table.name(), t -> new TreeMap<>());
        switch (table.mode()) {
            case FULL -> full(table, rows);
            case DELTA -> delta(table, rows);
            case UNCHANGED, SKIPPED -> {}
            case GONE -> rows.clear();
        }
        if (table.mode() == IngestedTable.Mode.FULL || table.mode() == IngestedTable.Mode.DELTA) {
            requireKeys(table, rows);
        }
    }

    private void full(IngestedTable table, Map<String, String> rows) {
        var before = new TreeSet<>(rows.keySet());
        rows.clear();
        each(table.files(), (batch, row) -> put(table, rows, batch, row));
        before.removeAll(rows.keySet());
        var deleted = new TreeSet<String>();
        each(table.deletedFiles(), (batch, row) -> deleted.add(text(batch, row, table.key())));
        assertThat(deleted).as("keys deleted since the run before").isEqualTo(before);
    }

    private void delta(IngestedTable table, Map<String, String> rows) {
        each(
                table.deletedFiles(),
                (batch, row) ->
                        assertThat(rows.remove(text(batch, row, table.key())))
                                .as("a deleted row was there")
                                .isNotNull());
        var delta = new TreeMap<String, String>();
        each(table.files(), (batch, row) -> put(table, delta, batch, row));
        assertThat(delta).hasSize((int) table.rowsUpserted());
        rows.putAll(delta);
    }

    private static void put(
            IngestedTable table, Map<String, String> rows, ColumnBatch batch, int row) {
        String before =
                rows.put(text(batch, row, table.key()), text(batch, row, batch.columns().names()));
        assertThat(before).as("each key is once in a run").isNull();
    }

    /// The archived key set is the set of keys.
    private void requireKeys(IngestedTable table, Map<String, String> rows) {
        var keys = new TreeSet<String>();
        each(table.keyFiles(), (batch, row) -> keys.add(text(batch, row, table.key())));
        assertThat(keys).as("archived keys of %s", table.name()).isEqualTo(rows.keySet());
        assertThat(table.rowsInSource()).isEqualTo(rows.size());
    }

    private void each(List<DataFile> files, BiConsumer<ColumnBatch, Integer> row) {
        for (DataFile file : files) {
            try {
                Path copy = Files.createTempFile("replay", ".parquet");
                new DataFiles(zone).fetch(file, copy);
                try (ParquetReader reader = ParquetReader.open(copy)) {
                    ColumnBatch batch = reader.newBatch();
                    while (reader.read(batch)) {
                        IntStream.range(0, batch.rows()).forEach(i -> row.accept(batch, i));
                    }
                }
                Files.delete(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String text(ColumnBatch batch, int row, List<String> columns) {
        return columns.stream()
                .map(name -> text(batch, row, batch.columns().indexOf(name)))
                .collect(Collectors.joining("|"));
    }

    /// Instants as microseconds, which is how SQL can print them as well.
    private static String text(ColumnBatch batch, int row, int column) {
        boolean instant = batch.columns().at(column).type() instanceof TimestampType;
        return instant && !batch.vector(column).isNull(row)
                ? Long.toString(((LongVector) batch.vector(column)).at(row))
                : batch.text(column, row);
    }
}
