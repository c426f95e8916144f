package dev.tidemark.cli.report;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Remembers what the stages of this command did themselves: run logs and ledger do not say who did
/// it, and the ledger knows of load's tables the sum only.
public final class Recorder implements Progress {

    /// The oldest are forgotten: a command that goes on for ever must not grow.
    static final int RUNS_MAX = 1_000;

    private final NavigableMap<Long, List<Totals.Part>> partsByRun = new TreeMap<>();
    private final Map<Stage, NavigableSet<Long>> done = new EnumMap<>(Stage.class);
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
    public synchronized void runDone(Stage stage, RunNumber run) {
        NavigableSet<Long> runs = done.computeIfAbsent(stage, s -> new TreeSet<>());
        runs.add(run.value());
        while (runs.size() > RUNS_MAX) {
            runs.pollFirst();
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

    /// Whether the stage published or loaded the run here, and not in another command.
    public synchronized boolean did(Stage stage, RunNumber run) {
        return done.getOrDefault(stage, new TreeSet<>()).contains(run.value());
    }

    /// What was noticed since the last time that somebody asked.
    public synchronized List<String> newNotices() {
        List<String> found = List.copyOf(notices);
        notices.clear();
        return found;
    }
}
