package dev.tidemark.ingest;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.source.OpenSnapshot;
import dev.tidemark.ingest.source.Probe;
import dev.tidemark.ingest.table.Forecaster;
import dev.tidemark.ingest.table.GuardRail;
import dev.tidemark.ingest.table.TableForecast;
import dev.tidemark.ingest.table.TablePlan;
import dev.tidemark.ingest.table.TableReader;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads the tables of a run, one after the other: first a scan of each, which tells whether there
/// is a run at all, then what changed.
final class RunReader {

    /// Less than this is not enough for another table and the query log.
    private static final Duration TABLE_TIME_MIN = Duration.ofSeconds(5);

    private final String pipeline;
    private final OpenSnapshot snapshot;
    private final List<TablePlan> plans;
    private final List<Long> seen = new ArrayList<>();
    private final Map<TableName, Probe> probes = new HashMap<>();

    RunReader(String pipeline, OpenSnapshot snapshot, List<TablePlan> plans) {
        this.pipeline = pipeline;
        this.snapshot = snapshot;
        this.plans = List.copyOf(plans);
    }

    /// Scans the tables, and says whether any of them brings something.
    boolean findsSomething() {
        return findsSomething(Progress.SILENT);
    }

    /// @param progress hears of each table that is scanned
    boolean findsSomething(Progress progress) {
        boolean found = false;
        for (TablePlan plan : plans) {
            requireTime();
            found |= bringsSomething(plan, progress);
        }
        return found;
    }

    private boolean bringsSomething(TablePlan plan, Progress progress) {
        return switch (plan) {
            case TablePlan.Delta delta -> {
                String name = delta.table().name().toString();
                progress.moved(Stage.INGEST, name, 0, 0);
                Probe probe = snapshot.probe(delta.table(), delta.changes());
                probes.put(delta.table().name(), probe);
                seen.addAll(probe.seen());
                progress.relationDone(Stage.INGEST, name, probe.rows(), 0);
                yield changed(delta, probe);
            }
            case TablePlan.Full full -> {
                seen.addAll(snapshot.seen(full.table()));
                yield true;
            }
            case TablePlan.Gone gone -> true;
            case TablePlan.Skip skip -> true;
        };
    }

    private static boolean changed(TablePlan.Delta plan, Probe probe) {
        return probe.changed() > 0 || probe.outside() != plan.before().rowsInSource();
    }

    /// The tables whose rows became so few that the guard rail stops the run. To be called after the
    /// scans. Rows inserted meanwhile hide as many deletions: the reading compares keys.
    Map<TableName, TerminalFailure> refusedDeletes(GuardRail guardRail) {
        Map<TableName, TerminalFailure> refused = new TreeMap<>();
        for (TablePlan plan : plans) {
            if (plan instanceof TablePlan.Delta(var table, var before, var changes)) {
                Probe probe = probes.get(table.name());
                long rows = probe == null ? before.rowsInSource() : probe.rows();
                try {
                    guardRail.check(
                            table.name(), before.rowsInSource() - rows, before.rowsInSource());
                } catch (TerminalFailure e) {
                    refused.put(table.name(), e);
                }
            }
        }
        return refused;
    }

    /// The ids at or above the snapshot's xmin that rows of these tables carry.
    List<Long> seen() {
        return seen;
    }

    List<IngestedTable> read(TableReader reader) {
        plans.forEach(plan -> foresee(plan, reader));
        List<IngestedTable> tables = new ArrayList<>();
        for (TablePlan plan : plans) {
            requireTime();
            tables.add(read(plan, reader));
        }
        return tables;
    }

    private void foresee(TablePlan plan, TableReader reader) {
        switch (plan) {
            case TablePlan.Delta delta -> {
                Probe probe = probes.get(delta.table().name());
                if (probe != null && changed(delta, probe)) {
                    reader.foresee(delta, probe);
                }
            }
            case TablePlan.Full full -> reader.foresee(full);
            case TablePlan.Gone gone -> {}
            case TablePlan.Skip skip -> {}
        }
    }

    private IngestedTable read(TablePlan plan, TableReader reader) {
        return switch (plan) {
            case TablePlan.Delta delta -> {
                Probe probe = probes.get(delta.table().name());
                yield probe != null && changed(delta, probe)
                        ? reader.delta(delta, probe)
                        : TableReader.unchanged(delta);
            }
            case TablePlan.Full full -> reader.full(full);
            case TablePlan.Gone gone -> reader.gone(gone);
            case TablePlan.Skip skip -> TableReader.skipped(skip);
        };
    }

    /// What each table would bring. To be called after the scans.
    ///
    /// @param problems hears of each table that the guard rail stops
    List<TableForecast> forecast(Forecaster forecaster, GuardRail guardRail, Problems problems) {
        List<TableForecast> tables = new ArrayList<>();
        for (TablePlan plan : plans) {
            requireTime();
            TableForecast table = forecast(plan, forecaster);
            tables.add(table);
            rowsBefore(plan)
                    .ifPresent(before -> problems.attempt(() -> passed(guardRail, table, before)));
        }
        return tables;
    }

    private static TableForecast passed(GuardRail guardRail, TableForecast forecast, long before) {
        IngestedTable table = forecast.table();
        guardRail.check(table.name(), table.rowsDeleted(), before);
        return forecast;
    }

    /// Of the tables that the guard rail looks at: nothing is lost where the going was meant.
    private static OptionalLong rowsBefore(TablePlan plan) {
        return switch (plan) {
            case TablePlan.Delta delta -> OptionalLong.of(delta.before().rowsInSource());
            case TablePlan.Full full ->
                    full.before().stream().mapToLong(IngestedTable::rowsInSource).findFirst();
            case TablePlan.Gone gone ->
                    gone.cause() == TablePlan.Gone.Cause.DROPPED
                            ? OptionalLong.of(gone.before().rowsInSource())
                            : OptionalLong.empty();
            case TablePlan.Skip skip -> OptionalLong.empty();
        };
    }

    private TableForecast forecast(TablePlan plan, Forecaster forecaster) {
        return switch (plan) {
            case TablePlan.Delta delta -> {
                Probe probe = probes.get(delta.table().name());
                yield probe != null && changed(delta, probe)
                        ? forecaster.delta(delta, probe)
                        : Forecaster.unchanged(delta);
            }
            case TablePlan.Full full -> forecaster.full(full);
            case TablePlan.Gone gone -> Forecaster.gone(gone);
            case TablePlan.Skip skip -> Forecaster.skipped(skip);
        };
    }

    private void requireTime() {
        if (!snapshot.allows(TABLE_TIME_MIN)) {
            throw new TransientFailure(
                    "the time of this invocation, or that a snapshot may be held, is up before all tables are read. Nothing was published.",
                    "give the function more time or memory, or make this read from a machine:"
                            + "  tidemark ingest "
                            + pipeline);
        }
    }
}
