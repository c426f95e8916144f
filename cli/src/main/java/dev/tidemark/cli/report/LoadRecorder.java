package dev.tidemark.cli.report;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Remembers what load says it did to each table: the ledger knows the sum only.
public final class LoadRecorder implements Progress {

    private final Map<Long, List<Totals.Part>> partsByRun = new HashMap<>();
    private long loading;

    @Override
    public synchronized void runStarted(Stage stage, RunNumber run) {
        if (stage == Stage.LOAD) {
            loading = run.value();
            partsByRun.put(loading, new ArrayList<>());
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
