package dev.tidemark.ingest.table;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.archive.ArchivedKeys;
import dev.tidemark.ingest.archive.FileKind;
import dev.tidemark.ingest.archive.FileSeries;
import dev.tidemark.ingest.archive.KeyComparison;
import dev.tidemark.ingest.archive.RunFiles;
import dev.tidemark.ingest.archive.SeriesWriter;
import dev.tidemark.ingest.archive.SortedKeys;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.source.Probe;
import dev.tidemark.lake.DataFile;
import dev.tidemark.progress.Progress;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableColumn;
import java.io.IOException;
import java.util.List;

/// Keeps the key set of a table in step with the source, and finds by it what was deleted.
record KeyReader(OpenSnapshot snapshot, RunFiles files) {

    /// Beyond this number of files the set is written anew.
    private static final int KEY_FILES_MAX = 16;

    /// The key set of a table that was read whole.
    ///
    /// @param source the keys that it has
    KeyUpdate whole(SourceTable table, SortedKeys source, List<DataFile> archived, long rows) {
        FileSeries keys = series(table, FileKind.KEYS);
        FileSeries deleted = series(table, FileKind.DELETED);
        try (ArchivedKeys before = new ArchivedKeys(files, archived)) {
            SeriesWriter keyWriter = keys.writer();
            SeriesWriter deletedWriter = deleted.writer();
            var comparison =
                    new KeyComparison(
                            before,
                            new KeyComparison.Findings() {
                                @Override
                                public void missing(ColumnBatch key, int row) throws IOException {
                                    deletedWriter.take(key, row);
                                }
                            });
            long read =
                    source.read(
                            batch -> {
                                keyWriter.take(batch);
                                comparison.take(batch);
                            });
            comparison.finish();
            requireRows(table, rows, read);
            return new KeyUpdate(
                    keys.finish(),
                    deleted.finish(),
                    comparison.missing(),
                    comparison.missing() + comparison.common());
        }
    }

    /// The key set after a delta.
    ///
    /// As many rows are outside the delta as there were before: nothing was updated or deleted, and
    /// every key of the delta is a new one. Fewer: so many row versions went, and each either belongs
    /// to a key that the delta brings again, or was deleted.
    ///
    /// @param changed the keys of the delta
    KeyUpdate after(SourceTable table, IngestedTable before, Probe probe, SortedKeys changed) {
        long went = before.rowsInSource() - probe.outside();
        if (before.keyFiles().size() >= KEY_FILES_MAX || probe.changed() == 0) {
            return compared(table, before, probe);
        }
        FileSeries keys = series(table, FileKind.KEYS);
        if (went == 0) {
            requireRows(table, probe.changed(), changed.read(keys.writer()));
            return KeyUpdate.grown(before, keys.finish());
        }
        long returned = returned(table, before, probe, changed, keys);
        if (returned == went) {
            return KeyUpdate.grown(before, keys.finish());
        }
        keys.restart();
        return compared(table, before, probe);
    }

    /// How many keys of the delta the archive has already; the others go to the series.
    private long returned(
            SourceTable table,
            IngestedTable before,
            Probe probe,
            SortedKeys changed,
            FileSeries keys) {
        try (ArchivedKeys archived = new ArchivedKeys(files, before.keyFiles())) {
            SeriesWriter writer = keys.writer();
            var comparison =
                    new KeyComparison(
                            archived,
                            new KeyComparison.Findings() {
                                @Override
                                public void added(ColumnBatch key, int row) throws IOException {
                                    writer.take(key, row);
                                }
                            });
            requireRows(table, probe.changed(), changed.read(comparison));
            comparison.finish();
            requireArchive(before, comparison.missing() + comparison.common());
            return comparison.common();
        }
    }

    private KeyUpdate compared(SourceTable table, IngestedTable before, Probe probe) {
        KeyUpdate update =
                whole(
                        table,
                        sink -> snapshot.readKeys(snapshot.all(table), sink),
                        before.keyFiles(),
                        probe.rows());
        requireArchive(before, update.archived());
        return update;
    }

    /// Whether the archived keys of a table can be compared with its keys of today.
    static boolean comparable(SourceTable table, IngestedTable before) {
        return before.key().equals(table.key())
                && types(before.columns(), table.key())
                        .equals(types(table.described(), table.key()));
    }

    private static List<String> types(List<TableColumn> columns, List<String> key) {
        return key.stream()
                .map(
                        name ->
                                columns.stream()
                                        .filter(column -> column.name().equals(name))
                                        .map(TableColumn::type)
                                        .findFirst()
                                        .orElse(""))
                .toList();
    }

    private void requireArchive(IngestedTable before, long keys) {
        if (keys != before.rowsInSource()) {
            throw TerminalFailure.world(
                    "the archived key set of %s has %d keys where its run counted %d: deletions cannot be told"
                            .formatted(before.name(), keys, before.rowsInSource()),
                    "read the tables in full:  tidemark ingest %s --full"
                            .formatted(files.pipeline()));
        }
    }

    private static void requireRows(SourceTable table, long expected, long read) {
        if (expected != read) {
            throw new TransientFailure(
                    "%s: %d rows were expected and %d keys read in the same snapshot"
                            .formatted(table.name(), expected, read),
                    "try again; nothing was published");
        }
    }

    private FileSeries series(SourceTable table, FileKind kind) {
        return new FileSeries(files, table.name(), kind, table.keyColumns(), Progress.SILENT);
    }
}
