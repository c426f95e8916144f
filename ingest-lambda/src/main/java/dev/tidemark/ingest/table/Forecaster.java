package dev.tidemark.ingest.table;

import dev.tidemark.ingest.archive.ArchivedKeys;
import dev.tidemark.ingest.archive.KeyComparison;
import dev.tidemark.ingest.archive.RunFiles;
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
import java.util.concurrent.atomic.AtomicLong;

/// Says what each table would bring into a run, by the rules of the run, and writes nothing. Keys are
/// compared only where the counts leave it open which rows are new.
///
/// @param files fetches archived keys
/// @param progress hears of tables that are counted, or whose keys are read
public record Forecaster(OpenSnapshot snapshot, RunFiles files, Progress progress) {

    public TableForecast delta(TablePlan.Delta plan, Probe probe) {
        SourceTable table = plan.table();
        IngestedTable before = plan.before();
        long went = before.rowsInSource() - probe.outside();
        if (went < 0) {
            return full(new TablePlan.Full(table, Optional.of(before)));
        }
        if (went == 0 || probe.changed() == 0) {
            return delta(table, probe, probe.changed(), went);
        }
        Part changed = snapshot.changed(table, plan.changes(), probe);
        long returned = compare(changed, before.keyFiles(), probe.changed()).common();
        return delta(table, probe, probe.changed() - returned, went - returned);
    }

    private TableForecast delta(SourceTable table, Probe probe, long added, long deleted) {
        return forecast(table, Mode.DELTA, probe.rows(), probe.changed(), added, deleted);
    }

    public TableForecast full(TablePlan.Full plan) {
        SourceTable table = plan.table();
        Optional<IngestedTable> before = plan.before();
        if (before.isEmpty()) {
            long rows = count(table);
            return forecast(table, Mode.FULL, rows, rows, rows, 0);
        }
        if (!KeyReader.comparable(table, before.get())) {
            long rows = count(table);
            long fewer = Math.max(0, before.get().rowsInSource() - rows);
            return new TableForecast(
                    entry(table, Mode.FULL, rows, rows, fewer), OptionalLong.empty());
        }
        KeyComparison keys =
                compare(snapshot.all(table), before.get().keyFiles(), before.get().rowsInSource());
        long rows = keys.added() + keys.common();
        return forecast(table, Mode.FULL, rows, rows, keys.added(), keys.missing());
    }

    private long count(SourceTable table) {
        String name = table.name().toString();
        progress.moved(Stage.INGEST, name, 0, 0);
        long rows = snapshot.count(table);
        progress.relationDone(Stage.INGEST, name, rows, 0);
        return rows;
    }

    private KeyComparison compare(Part part, List<DataFile> archived, long expected) {
        String name = part.table().name().toString();
        progress.expected(Stage.INGEST, name, expected);
        try (ArchivedKeys before = new ArchivedKeys(files, archived)) {
            var comparison = new KeyComparison(before, new KeyComparison.Findings() {});
            var read = new AtomicLong();
            snapshot.readKeys(
                    part,
                    batch -> {
                        comparison.take(batch);
                        progress.moved(Stage.INGEST, name, read.addAndGet(batch.rows()), 0);
                    });
            comparison.finish();
            progress.relationDone(Stage.INGEST, name, read.get(), 0);
            return comparison;
        }
    }

    public static TableForecast unchanged(TablePlan.Delta plan) {
        return still(TableReader.unchanged(plan));
    }

    public static TableForecast skipped(TablePlan.Skip plan) {
        return still(TableReader.skipped(plan));
    }

    public static TableForecast gone(TablePlan.Gone plan) {
        return still(TableReader.ended(plan.before()));
    }

    private static TableForecast still(IngestedTable table) {
        return new TableForecast(table, OptionalLong.of(0));
    }

    private static TableForecast forecast(
            SourceTable table, Mode mode, long rows, long read, long added, long deleted) {
        return new TableForecast(entry(table, mode, rows, read, deleted), OptionalLong.of(added));
    }

    private static IngestedTable entry(
            SourceTable table, Mode mode, long rows, long read, long deleted) {
        return new IngestedTable(
                table.name(),
                mode,
                table.fingerprint(),
                table.described(),
                table.key(),
                rows,
                read,
                deleted,
                List.of(),
                List.of(),
                List.of());
    }
}
