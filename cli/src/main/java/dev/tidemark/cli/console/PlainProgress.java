package dev.tidemark.cli.console;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// One line for each table that is done, and one now and then for a table that takes long: what a
/// log file wants.
public final class PlainProgress implements Progress {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Console console;
    private final Duration worthALine;
    private final LongSupplier nanos;
    private final Map<String, Moving> tables = new HashMap<>();
    private Stopwatch run;
    private Stopwatch silence;

    public PlainProgress(Console console) {
        this(console, Duration.ZERO, System::nanoTime);
    }

    /// Keeps silent of a table that is soon done: where a line for each is no news.
    public static PlainProgress ofLongTables(Console console) {
        return new PlainProgress(console, PATIENCE, System::nanoTime);
    }

    /// @param worthALine how long a table takes at least to have a line when it is done
    /// @param nanos a steady clock, in nanoseconds
    PlainProgress(Console console, Duration worthALine, LongSupplier nanos) {
        this.console = console;
        this.worthALine = worthALine;
        this.nanos = nanos;
        this.run = Stopwatch.start(nanos);
        this.silence = run;
    }

    @Override
    public synchronized void runStarted(Stage stage, RunNumber number) {
        tables.clear();
        run = Stopwatch.start(nanos);
        silence = run;
    }

    @Override
    public synchronized void expected(Stage stage, String relation, long rows) {
        table(relation).expect(rows);
    }

    @Override
    public synchronized void moved(Stage stage, String relation, long rows, long bytes) {
        Moving table = table(relation);
        table.moved(rows, bytes);
        if (silence.elapsed().compareTo(PATIENCE) >= 0) {
            say(stage, table, ", " + Text.rate(rows, table.elapsed()) + left(table.left()));
        }
    }

    private static String left(String left) {
        return switch (left) {
            case "" -> " so far";
            case "finishing" -> ", finishing";
            default -> ", " + left + " left";
        };
    }

    @Override
    public synchronized void relationDone(Stage stage, String relation, long rows, long bytes) {
        Moving table = table(relation);
        table.done(rows, bytes);
        if (table.hasMoved() && table.elapsed().compareTo(worthALine) >= 0) {
            say(stage, table, elapsed(table.elapsed()));
        }
    }

    @Override
    public synchronized void runDone(Stage stage, RunNumber number) {
        console.line("%-8s run %s done%s".formatted(stage, number, elapsed(run.elapsed())));
    }

    @Override
    public synchronized void notice(Stage stage, String text) {
        console.line("%-8s note: %s".formatted(stage, TypedCommand.in(text)));
    }

    private Moving table(String relation) {
        return tables.computeIfAbsent(relation, name -> new Moving(name, nanos));
    }

    private void say(Stage stage, Moving table, String more) {
        silence = Stopwatch.start(nanos);
        String rows = Text.count(table.rows(), "row", "rows");
        String size = table.bytes() > 0 ? ", " + Text.bytes(table.bytes()) : "";
        console.line(
                String.format(
                        Locale.ROOT, "%-8s %s: %s%s%s", stage, table.relation(), rows, size, more));
    }

    /// Nothing for what never was seen to move: it came at once.
    private static String elapsed(Duration elapsed) {
        return elapsed.isZero() ? "" : " in " + Text.duration(elapsed);
    }
}
