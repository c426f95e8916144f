package dev.tidemark.ingest.table;

import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.archive.FileKind;
import dev.tidemark.ingest.archive.FileSeries;
import dev.tidemark.ingest.archive.HeldKeys;
import dev.tidemark.ingest.archive.RunFiles;
import dev.tidemark.ingest.archive.SortedKeys;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.source.Part;
import dev.tidemark.ingest.source.Probe;
import dev.tidemark.lake.DataFile;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Brings one table into a run, as planned.
///
/// @param snapshot the instant of the run
public record TableReader(
        OpenSnapshot snapshot, RunFiles files, GuardRail guardRail, Progress progress) {

    /// Says how much is to come: as many rows as the source reckons, or as there were last time.
    public void foresee(TablePlan.Full plan) {
        String name = plan.table().name().toString();
        OptionalLong reckoned = snapshot.estimatedRows(plan.table());
        if (reckoned.isPresent()) {
            progress.expected(Stage.INGEST, name, reckoned.getAsLong());
            return;
        }
        plan.before()
                .ifPresentOrElse(
                        last -> progress.expected(Stage.INGEST, name, last.rowsInSource()),
                        () -> progress.unmeasured(Stage.INGEST, name));
    }

    /// A probe has counted them.
    public void foresee(TablePlan.Delta plan, Probe probe) {
        progress.expected(Stage.INGEST, plan.table().name().toString(), probe.changed());
    }

    public IngestedTable full(TablePlan.Full plan) {
        SourceTable table = plan.table();
        FileSeries series = rows(table);
        var held = new HeldKeys(table.keyColumns());
        Part all = snapshot.all(table);
        long rows = snapshot.read(all, () -> held.before(series.writer()));
        List<DataFile> written = series.finish();
        List<DataFile> archived =
                plan.before()
                        .filter(before -> KeyReader.comparable(table, before))
                        .map(IngestedTable::keyFiles)
                        .orElse(List.of());
        KeyUpdate keys =
                new KeyReader(snapshot, files).whole(table, keys(held, all), archived, rows);
        plan.before().ifPresent(before -> check(before, keys, rows));
        return done(entry(table, Mode.FULL, rows, rows, written, keys));
    }

    /// Where keys cannot be compared, at least the difference in number was deleted.
    private void check(IngestedTable before, KeyUpdate keys, long rows) {
        long deleted = Math.max(keys.deleted(), before.rowsInSource() - rows);
        guardRail.check(before.name(), deleted, before.rowsInSource());
    }

    public IngestedTable delta(TablePlan.Delta plan, Probe probe) {
        SourceTable table = plan.table();
        IngestedTable before = plan.before();
        if (probe.outside() > before.rowsInSource()) {
            // Rows appeared that no transaction wrote: something that the fingerprint does not
            // know.
            return full(new TablePlan.Full(table, Optional.of(before)));
        }
        Part changed = snapshot.changed(table, plan.changes(), probe);
        FileSeries series = rows(table);
        var held = new HeldKeys(table.keyColumns());
        long read =
                probe.changed() == 0
                        ? 0
                        : snapshot.read(changed, () -> held.before(series.writer()));
        if (read != probe.changed()) {
            throw new TransientFailure(
                    "%s: %d rows were counted and %d read in the same snapshot"
                            .formatted(table.name(), probe.changed(), read),
                    "try again; nothing was published");
        }
        List<DataFile> written = series.finish();
        KeyUpdate keys =
                new KeyReader(snapshot, files).after(table, before, probe, keys(held, changed));
        guardRail.check(table.name(), keys.deleted(), before.rowsInSource());
        return done(entry(table, Mode.DELTA, probe.rows(), read, written, keys));
    }

    /// A table in which nothing changed: what was known of it is carried on.
    public static IngestedTable unchanged(TablePlan.Delta plan) {
        IngestedTable before = plan.before();
        return new IngestedTable(
                before.name(),
                Mode.UNCHANGED,
                before.fingerprint(),
                plan.table().described(),
                before.key(),
                before.rowsInSource(),
                0,
                0,
                List.of(),
                List.of(),
                before.keyFiles());
    }

    public static IngestedTable skipped(TablePlan.Skip plan) {
        Optional<IngestedTable> before = plan.before();
        return new IngestedTable(
                plan.name(),
                Mode.SKIPPED,
                before.map(IngestedTable::fingerprint).orElse(""),
                before.map(IngestedTable::columns).orElse(List.of()),
                before.map(IngestedTable::key).orElse(List.of()),
                before.map(IngestedTable::rowsInSource).orElse(0L),
                0,
                0,
                List.of(),
                List.of(),
                before.map(IngestedTable::keyFiles).orElse(List.of()));
    }

    public IngestedTable gone(TablePlan.Gone plan) {
        IngestedTable before = plan.before();
        if (plan.cause() == TablePlan.Gone.Cause.DROPPED) {
            guardRail.check(before.name(), before.rowsInSource(), before.rowsInSource());
        }
        return ended(before);
    }

    /// A table that is followed no more: all its rows count as deleted.
    static IngestedTable ended(IngestedTable before) {
        return new IngestedTable(
                before.name(),
                Mode.GONE,
                before.fingerprint(),
                before.columns(),
                before.key(),
                0,
                0,
                before.rowsInSource(),
                List.of(),
                List.of(),
                List.of());
    }

    private SortedKeys keys(HeldKeys held, Part part) {
        return held.isWhole() ? held : sink -> snapshot.readKeys(part, sink);
    }

    private FileSeries rows(SourceTable table) {
        return new FileSeries(files, table.name(), FileKind.ROWS, table.columns(), progress);
    }

    private IngestedTable entry(
            SourceTable table,
            Mode mode,
            long rowsInSource,
            long rowsUpserted,
            List<DataFile> written,
            KeyUpdate keys) {
        return new IngestedTable(
                table.name(),
                mode,
                table.fingerprint(),
                table.described(),
                table.key(),
                rowsInSource,
                rowsUpserted,
                keys.deleted(),
                written,
                keys.deletedFiles(),
                keys.keyFiles());
    }

    private IngestedTable done(IngestedTable table) {
        long bytes = table.files().stream().mapToLong(DataFile::bytes).sum();
        progress.relationDone(Stage.INGEST, table.name().toString(), table.rowsUpserted(), bytes);
        return table;
    }
}
