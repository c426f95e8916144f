package dev.tidemark.acceptance.mistake;

import java.util.List;

/// A line of the table: what was done, what was printed, what to type.
record Row(String done, int exitCode, String printed, String fix) {

    private static final String FIX = "  To fix: ";

    static Row of(Mistake mistake, int exitCode, String printed) {
        int fix = printed.indexOf(FIX);
        String done =
                mistake.foresight() instanceof Foresight.Unforeseen(var why)
                        ? "%s (`check` does not say it: %s)".formatted(mistake.what(), why)
                        : mistake.what();
        return fix < 0
                ? new Row(done, exitCode, printed.lines().findFirst().orElse(""), rest(printed))
                : new Row(
                        done,
                        exitCode,
                        printed.substring(0, fix),
                        printed.substring(fix + FIX.length()));
    }

    private static String rest(String printed) {
        return printed.lines().skip(1).findFirst().orElse("");
    }

    String markdown() {
        return "| %s | %s | %s | %d |"
                .formatted(
                        done, cell(printed.replaceFirst("^tidemark: ", "")), cell(fix), exitCode);
    }

    /// Lines of a message as lines of a cell.
    private static String cell(String text) {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        return String.join("<br>", lines)
                .replace("|", "\\|")
                .replace("<br>", "\0")
                .replace("<", "&lt;")
                .replace("\0", "<br>");
    }
}
