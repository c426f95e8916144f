package dev.tidemark.cli.console;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One line for each table of the stage at work, rewritten in place while rows move. When the run
/// is done the lines stay, or make room for the summary that follows.
public final class LiveProgress implements Progress {

    /// What stays on the terminal of a run that is done.
    public enum Afterwards {
        KEEP,
        ERASE
    }

    private static final long REDRAW_NANOS = Duration.ofMillis(80).toNanos();
    private static final int TABLES_MAX = 16;

    private static final String LINE_START = "\r\033[2K";

    private final Console console;
    private final Afterwards afterwards;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private String title = "";
    private int drawn;
    private long drawnAt;

    public LiveProgress(Console console, Afterwards afterwards) {
        this.console = console;
        this.afterwards = afterwards;
    }

    @Override
    public synchronized void runStarted(Stage stage, RunNumber run) {
        title = "  " + console.style().bold(stage.toString()) + " run " + run;
        rows.clear();
        drawn = 0;
        draw();
    }

    @Override
    public synchronized void moved(Stage stage, String relation, long rowCount, long bytes) {
        row(relation).moved(rowCount, bytes);
        if (System.nanoTime() - drawnAt > REDRAW_NANOS) {
            draw();
        }
    }

    @Override
    public synchronized void relationDone(Stage stage, String relation, long rowCount, long bytes) {
        row(relation).done(rowCount, bytes);
        draw();
    }

    @Override
    public synchronized void runDone(Stage stage, RunNumber run) {
        switch (afterwards) {
            case KEEP -> draw();
            case ERASE -> erase();
        }
        drawn = 0;
        rows.clear();
    }

    /// Above the picture, where it stays.
    @Override
    public synchronized void notice(Stage stage, String text) {
        erase();
        console.line("  %s note: %s".formatted(stage, text));
    }

    /// Takes away what a failed run left half drawn.
    public synchronized void erase() {
        if (drawn > 0) {
            console.out().print("\033[" + drawn + "A\r\033[J");
            console.out().flush();
            drawn = 0;
        }
    }

    private Row row(String relation) {
        return rows.computeIfAbsent(relation, Row::new);
    }

    private void draw() {
        List<String> lines = lines();
        var picture = new StringBuilder(drawn > 0 ? "\033[" + drawn + "A" : "");
        lines.forEach(line -> picture.append(LINE_START).append(line).append('\n'));
        console.out().print(picture.append("\033[J"));
        console.out().flush();
        drawn = lines.size();
        drawnAt = System.nanoTime();
    }

    private List<String> lines() {
        var grid = new Grid("    ", console.style(), "table", ">rows", ">rows/s", ">size", ">time");
        List<Row> moving = rows.values().stream().filter(Row::hasMoved).toList();
        moving.stream()
                .skip(Math.max(0, moving.size() - TABLES_MAX))
                .forEach(row -> grid.row(row.cells(console.style())));
        List<String> lines = new ArrayList<>();
        lines.add(title);
        if (!moving.isEmpty()) {
            grid.lines().forEach(line -> lines.add(cut(line)));
        }
        return lines;
    }

    /// A line that wraps would be two, and the next picture would go astray.
    private String cut(String line) {
        return Style.width(line) < console.columns() ? line : line.substring(0, console.columns());
    }

    private static final class Row {
        private final String relation;
        private final Stopwatch watch = Stopwatch.start(System::nanoTime);
        private long rows;
        private long bytes;
        private Duration elapsed = Duration.ZERO;
        private boolean done;

        Row(String relation) {
            this.relation = relation;
        }

        void moved(long rowCount, long byteCount) {
            rows = rowCount;
            bytes = byteCount;
            elapsed = watch.elapsed();
        }

        void done(long rowCount, long byteCount) {
            moved(rowCount, byteCount);
            done = true;
        }

        boolean hasMoved() {
            return rows > 0;
        }

        String[] cells(Style style) {
            return new String[] {
                done ? relation : style.cyan(relation),
                Text.count(rows),
                Text.rate(rows, elapsed),
                bytes > 0 ? Text.bytes(bytes) : "",
                Text.duration(elapsed)
            };
        }
    }
}
