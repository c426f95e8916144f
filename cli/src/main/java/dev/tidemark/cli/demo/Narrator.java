package dev.tidemark.cli.demo;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Tells the demo's story: headlines, and steps with the time that they took.
final class Narrator {

    private static final int STEP_COLUMNS = 60;
    private static final int MARGIN_COLUMNS = 4;

    private final Console console;
    private final Style style;

    Narrator(Console console) {
        this.console = console;
        this.style = console.style();
    }

    void headline(String text) {
        console.line();
        console.line(style.bold(text));
    }

    void say(String text) {
        console.line("  " + text);
    }

    void aside(String text) {
        console.line("  " + style.dim(text));
    }

    /// A list over as many lines as it needs, broken between its items.
    void list(List<String> items) {
        var line = new StringBuilder();
        for (String item : items) {
            if (line.length() + item.length() + MARGIN_COLUMNS > console.columns()) {
                aside(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(item).append(item.equals(items.getLast()) ? "" : ", ");
        }
        aside(line.toString());
    }

    /// Says what is being done while it is done, and how long it took.
    <T> T step(String doing, Supplier<T> work) {
        if (console.isTerminal()) {
            console.out().print("  " + doing + " " + style.dim("…"));
            console.out().flush();
        }
        long started = System.nanoTime();
        T result = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        String erased = console.isTerminal() ? "\r\033[2K" : "";
        String dots = " ".repeat(Math.max(1, STEP_COLUMNS - doing.length()));
        console.line(erased + "  " + doing + dots + style.dim(Text.duration(took)));
        return result;
    }
}
