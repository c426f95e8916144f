package dev.tidemark.cli.report;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Remembers what the stages say on the way: what load did to each table, of which the ledger knows
/// the sum only, and what somebody should know.
public final class Recorder implements Progress {

    /// The oldest are forgotten: a command that goes on for ever must not grow.
    static final int RUNS_MAX = 1_000;

    private final NavigableMap<Long, List<Totals.Part>> partsByRun = new TreeMap<>();
    private final List<String> notices = new ArrayList<>();
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

    @Override
    public synchronized void notice(Stage stage, String text) {
        notices.add(text);
        while (notices.size() > RUNS_MAX) {
            notices.removeFirst();
        }
    }

    public synchronized Totals of(RunNumber run) {
        return Totals.of(partsByRun.getOrDefault(run.value(), List.of()), 0);
    }

    /// What was noticed since the last time that somebody asked.
    public synchronized List<String> newNotices() {
        List<String> found = List.copyOf(notices);
        notices.clear();
        return found;
    }
}
