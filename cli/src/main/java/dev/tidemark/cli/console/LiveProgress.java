package dev.tidemark.cli.console;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// One line for each table of the stage at work, rewritten in place while rows move. When the run
/// is done the lines stay, or make room for the summary that follows.
public final class LiveProgress implements Progress {

    /// What stays on the terminal of a run that is done.
    public enum Afterwards {
        KEEP,
        ERASE
    }

    private static final long REDRAW_NANOS = Duration.ofMillis(80).toNanos();

    private static final String LINE_START = "\r\033[2K";

    private final Console console;
    private final Afterwards afterwards;
    private final LongSupplier nanos;
    private final Map<String, Moving> tables = new LinkedHashMap<>();
    private String title = "";
    private TimeLeft whole;
    private int drawn;
    private long drawnAt;

    public LiveProgress(Console console, Afterwards afterwards) {
        this(console, afterwards, System::nanoTime);
    }

    /// @param nanos a steady clock, in nanoseconds
    LiveProgress(Console console, Afterwards afterwards, LongSupplier nanos) {
        this.console = console;
        this.afterwards = afterwards;
        this.nanos = nanos;
        this.whole = new TimeLeft(nanos);
    }

    @Override
    public synchronized void runStarted(Stage stage, RunNumber run) {
        title = "%s run %s".formatted(stage, run);
        tables.clear();
        whole = new TimeLeft(nanos);
        drawn = 0;
        draw();
    }

    @Override
    public synchronized void expected(Stage stage, String relation, long rowCount) {
        table(relation).expect(rowCount);
    }

    @Override
    public synchronized void unmeasured(Stage stage, String relation) {
        table(relation);
    }

    @Override
    public synchronized void moved(Stage stage, String relation, long rowCount, long bytes) {
        table(relation).moved(rowCount, bytes);
        if (nanos.getAsLong() - drawnAt > REDRAW_NANOS) {
            draw();
        }
    }

    @Override
    public synchronized void relationDone(Stage stage, String relation, long rowCount, long bytes) {
        table(relation).done(rowCount, bytes);
        draw();
    }

    @Override
    public synchronized void runDone(Stage stage, RunNumber run) {
        switch (afterwards) {
            case KEEP -> draw();
            case ERASE -> erase();
        }
        drawn = 0;
        tables.clear();
    }

    /// Its rows are not those of the run.
    @Override
    public synchronized void overtaken(Stage stage, RunNumber run) {
        erase();
        tables.clear();
    }

    /// Above the picture, where it stays.
    @Override
    public synchronized void notice(Stage stage, String text) {
        erase();
        console.line("  %s note: %s".formatted(stage, TypedCommand.in(text)));
    }

    /// Takes away what a failed run left half drawn.
    public synchronized void erase() {
        if (drawn > 0) {
            console.out().print("\033[" + drawn + "A\r\033[J");
            console.out().flush();
            drawn = 0;
        }
    }

    private Moving table(String relation) {
        return tables.computeIfAbsent(relation, name -> new Moving(name, nanos));
    }

    private void draw() {
        List<String> lines =
                new Picture(
                                title,
                                List.copyOf(tables.values()),
                                console.style(),
                                console.columns(),
                                console.lines())
                        .draw(whole);
        var picture = new StringBuilder(drawn > 0 ? "\033[" + drawn + "A" : "");
        lines.forEach(line -> picture.append(LINE_START).append(line).append('\n'));
        console.out().print(picture.append("\033[J"));
        console.out().flush();
        drawn = lines.size();
        drawnAt = nanos.getAsLong();
    }
}
