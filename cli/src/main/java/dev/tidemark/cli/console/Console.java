package dev.tidemark.cli.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;

/// Where a command writes.
///
/// @param target whether somebody looks at a terminal or a program reads
/// @param columns how wide a line may be
/// @param lines how many lines are in sight at once
public record Console(
        PrintWriter out, PrintWriter err, Target target, Style style, int columns, int lines) {

    /// What `out` leads to.
    public enum Target {
        TERMINAL,
        ELSEWHERE
    }

    private static final int COLUMNS_DEFAULT = 100;

    private static final int COLUMNS_MIN = 20;

    private static final int LINES_DEFAULT = 24;

    /// As the launcher found the terminal; colours unless `NO_COLOR` is set (no-color.org) or the
    /// terminal is dumb.
    public static Console system(Map<String, String> variables) {
        Target target =
                Boolean.getBoolean("tidemark.terminal") ? Target.TERMINAL : Target.ELSEWHERE;
        boolean coloured =
                target == Target.TERMINAL
                        && variables.getOrDefault("NO_COLOR", "").isEmpty()
                        && !variables.getOrDefault("TERM", "").equals("dumb");
        return new Console(
                writer(System.out),
                writer(System.err),
                target,
                coloured ? Style.COLOURED : Style.PLAIN,
                Math.max(COLUMNS_MIN, Integer.getInteger("tidemark.columns", columns(variables))),
                Integer.getInteger("tidemark.lines", LINES_DEFAULT));
    }

    /// For who has set it: where nothing is a terminal, nothing else tells.
    private static int columns(Map<String, String> variables) {
        String set = variables.getOrDefault("COLUMNS", "");
        return set.matches("[1-9]\\d{1,3}") ? Integer.parseInt(set) : COLUMNS_DEFAULT;
    }

    /// Writes nothing that nobody asked for: for output that a program reads.
    public static Console to(PrintWriter out, PrintWriter err) {
        return new Console(out, err, Target.ELSEWHERE, Style.PLAIN, COLUMNS_DEFAULT, LINES_DEFAULT);
    }

    /// The same for lines that go to standard error, because standard output is for a program.
    public Console besideOutput() {
        return new Console(err, err, Target.ELSEWHERE, Style.PLAIN, columns, lines);
    }

    public boolean isTerminal() {
        return target == Target.TERMINAL;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void line() {
        line("");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
