package dev.tidemark.cli.report;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Remembers what load says it did to each table: the ledger knows the sum only.
public final class LoadRecorder implements Progress {

    /// The oldest are forgotten: a command that goes on for ever must not grow.
    static final int RUNS_MAX = 1_000;

    private final NavigableMap<Long, List<Totals.Part>> partsByRun = new TreeMap<>();
    private long loading;

    @Override
    public synchronized void runStarted(Stage stage, RunNumber run) {
        if (stage == Stage.LOAD) {
            loading = run.value();
            partsByRun.put(loading, new ArrayList<>());
            while (partsByRun.size() > RUNS_MAX) {
                partsByRun.pollFirstEntry();
            }
        }
    }

    @Override
    public synchronized void relationDone(Stage stage, String relation, long rows, long bytes) {
        if (stage == Stage.LOAD && partsByRun.containsKey(loading)) {
            partsByRun.get(loading).add(new Totals.Part(relation, rows, 0));
        }
    }

    public synchronized Totals of(RunNumber run) {
        return Totals.of(partsByRun.getOrDefault(run.value(), List.of()), 0);
    }
}
