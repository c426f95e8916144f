package dev.tidemark.ingest.table;

import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.ingest.source.Changes;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.source.SnapshotText;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.SourceIdentity;
import dev.tidemark.runlog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Decides for each table whether reading what changed is enough.
///
/// @param previous the newest run
/// @param inFull tables that somebody asked to read in full
public record Planner(
        Optional<IngestLog> previous, SourceSettings settings, Predicate<TableName> inFull) {

    /// One plan for each table that is in the source or was in the run before.
    public List<TablePlan> plans(OpenSnapshot snapshot) {
        List<TablePlan> plans = new ArrayList<>();
        snapshot.catalog().tables().forEach(table -> plans.add(plan(table, snapshot)));
        snapshot.catalog()
                .leftOut()
                .forEach(name -> plans.add(new TablePlan.Skip(name, before(name))));
        before().filter(table -> isGone(table, snapshot)).forEach(t -> plans.add(gone(t)));
        return plans;
    }

    private TablePlan plan(SourceTable table, OpenSnapshot snapshot) {
        Optional<IngestedTable> before = before(table.name());
        if (before.isEmpty() || needsFullRead(table, before.get(), snapshot)) {
            return new TablePlan.Full(table, before);
        }
        return new TablePlan.Delta(
                table, before.get(), new Changes(previous.orElseThrow().snapshot()));
    }

    private boolean needsFullRead(SourceTable table, IngestedTable before, OpenSnapshot snapshot) {
        IngestLog log = previous.orElseThrow();
        return before.mode() == IngestedTable.Mode.SKIPPED
                || !before.fingerprint().equals(table.fingerprint())
                || inFull.test(table.name())
                || !continues(log, snapshot)
                || !snapshot.reaches(new Changes(log.snapshot()));
    }

    /// Whether the snapshot is a later one of the history that the run was read from. Transaction ids
    /// of another cluster, or of a history that was given up, say nothing.
    public static boolean continues(IngestLog log, OpenSnapshot snapshot) {
        return continues(log, snapshot.identity(), snapshot.text());
    }

    static boolean continues(IngestLog log, SourceIdentity now, SnapshotText text) {
        SourceIdentity before = log.source();
        return now.system().equals(before.system())
                && now.database().equals(before.database())
                && now.timeline() == before.timeline()
                && now.position() >= before.position()
                && text.xmin() >= log.snapshot().xmin()
                && text.xmax() >= log.snapshot().xmax();
    }

    private static boolean isGone(IngestedTable table, OpenSnapshot snapshot) {
        return snapshot.catalog().table(table.name()).isEmpty()
                && !snapshot.catalog().leftOut().contains(table.name());
    }

    private TablePlan gone(IngestedTable table) {
        TableName name = table.name();
        boolean followed = settings.follows(name.schema(), name.table());
        return new TablePlan.Gone(
                table, followed ? TablePlan.Gone.Cause.DROPPED : TablePlan.Gone.Cause.EXCLUDED);
    }

    private Optional<IngestedTable> before(TableName name) {
        return before().filter(table -> table.name().equals(name)).findFirst();
    }

    private Stream<IngestedTable> before() {
        return previous.stream()
                .flatMap(log -> log.tables().stream())
                .filter(table -> table.mode() != IngestedTable.Mode.GONE);
    }
}
