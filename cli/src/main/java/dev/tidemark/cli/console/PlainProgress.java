package dev.tidemark.cli.console;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One line for each table that is done: what a log file wants.
public final class PlainProgress implements Progress {

    private final Console console;
    private final Map<String, Stopwatch> watches = new HashMap<>();

    public PlainProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void runStarted(Stage stage, RunNumber run) {
        watches.clear();
        watches.put("", Stopwatch.start(System::nanoTime));
    }

    @Override
    public synchronized void moved(Stage stage, String relation, long rows, long bytes) {
        watches.computeIfAbsent(relation, name -> Stopwatch.start(System::nanoTime));
    }

    @Override
    public synchronized void relationDone(Stage stage, String relation, long rows, long bytes) {
        if (rows > 0) {
            Stopwatch watch = watches.get(relation);
            line(stage, relation, Text.count(rows, "row", "rows"), bytes, elapsed(watch));
        }
    }

    @Override
    public synchronized void runDone(Stage stage, RunNumber run) {
        console.line("%-8s run %s done%s".formatted(stage, run, elapsed(watches.get(""))));
    }

    @Override
    public synchronized void notice(Stage stage, String text) {
        console.line("%-8s note: %s".formatted(stage, text));
    }

    private void line(Stage stage, String relation, String rows, long bytes, String elapsed) {
        String size = bytes > 0 ? ", " + Text.bytes(bytes) : "";
        console.line(
                String.format(
                        Locale.ROOT, "%-8s %s: %s%s%s", stage, relation, rows, size, elapsed));
    }

    private static String elapsed(@org.jspecify.annotations.Nullable Stopwatch watch) {
        Duration elapsed = watch == null ? Duration.ZERO : watch.elapsed();
        return elapsed.isZero() ? "" : " in " + Text.duration(elapsed);
    }
}
