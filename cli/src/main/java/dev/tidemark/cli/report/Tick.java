package dev.tidemark.cli.report;

import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.load.ledger.LedgerRow;
import dev.tidemark.local.bus.EventBus;
import dev.tidemark.local.bus.Invocation;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Lets the event bus tick, and reports what came of it by asking the run logs and the ledger.
///
/// @param recorder hears the progress of the stages
public record Tick(EventBus bus, RunHistory history, Recorder recorder) {

    /// A tick that fails in one stage may have moved something through the others: that is told
    /// before the failure is thrown.
    public void run(Consumer<TickReport> told) {
        List<Invocation> done = new ArrayList<>();
        RunNumber first = firstToLoad();
        try {
            bus.tick(done::add);
        } catch (RuntimeException e) {
            tell(told, first, done, e);
            throw e;
        }
        told.accept(report(first, done));
    }

    /// Without a warehouse, the other stages work nevertheless.
    private RunNumber firstToLoad() {
        try {
            return next(history.newestLoaded());
        } catch (TidemarkFailure e) {
            bus.tick();
            throw e;
        }
    }

    private void tell(
            Consumer<TickReport> told,
            RunNumber first,
            List<Invocation> done,
            RuntimeException failure) {
        try {
            TickReport report = report(first, done);
            if (!report.isEmpty()) {
                told.accept(report);
            }
        } catch (TidemarkFailure e) {
            failure.addSuppressed(e);
        }
    }

    private TickReport report(RunNumber first, List<Invocation> invocations) {
        List<RunRow> rows = history.from(first);
        Map<Stage, List<RunNumber>> done = done(rows);
        Map<Stage, Duration> took = new EnumMap<>(Stage.class);
        invocations.forEach(call -> took.merge(call.stage(), call.took(), Duration::plus));
        return new TickReport(
                rows.stream().map(RunRow::run).toList(),
                done,
                didHere(done),
                totals(rows),
                took,
                recorder.newNotices());
    }

    private static Map<Stage, List<RunNumber>> done(List<RunRow> rows) {
        return Map.of(
                Stage.INGEST, runs(rows, row -> row.ingested().isPresent()),
                Stage.PROCESS, runs(rows, row -> row.processed().isPresent()),
                Stage.LOAD, runs(rows, row -> row.loaded().isPresent()));
    }

    private Map<Stage, List<RunNumber>> didHere(Map<Stage, List<RunNumber>> done) {
        Map<Stage, List<RunNumber>> here = new EnumMap<>(Stage.class);
        done.forEach(
                (stage, runs) ->
                        here.put(
                                stage,
                                runs.stream().filter(run -> recorder.did(stage, run)).toList()));
        return here;
    }

    private static List<RunNumber> runs(List<RunRow> rows, Predicate<RunRow> isDone) {
        return rows.stream().filter(isDone).map(RunRow::run).toList();
    }

    private static RunNumber next(Optional<RunNumber> newest) {
        return newest.map(RunNumber::next).orElse(RunNumber.FIRST);
    }

    /// Of what was done here.
    private Map<Stage, Totals> totals(List<RunRow> rows) {
        List<Totals> ingested = new ArrayList<>();
        List<Totals> processed = new ArrayList<>();
        List<Totals> loaded = new ArrayList<>();
        for (RunRow row : rows) {
            RunNumber run = row.run();
            row.ingested()
                    .filter(log -> recorder.did(Stage.INGEST, run))
                    .map(Totals::of)
                    .ifPresent(ingested::add);
            row.processed()
                    .filter(log -> recorder.did(Stage.PROCESS, run))
                    .map(Totals::of)
                    .ifPresent(processed::add);
            row.loaded()
                    .filter(entry -> recorder.did(Stage.LOAD, run))
                    .map(this::loaded)
                    .ifPresent(loaded::add);
        }
        return Map.of(
                Stage.INGEST, Totals.sum(ingested),
                Stage.PROCESS, Totals.sum(processed),
                Stage.LOAD, Totals.sum(loaded));
    }

    /// The ledger knows the sums, the recorder what it heard of each table.
    private Totals loaded(LedgerRow row) {
        return new Totals(row.rows(), row.deleted(), 0, recorder.of(row.run()).parts());
    }
}
