package dev.tidemark.docs;

import java.util.ArrayList;
import java.util.List;

/// Lines that a command printed, without what differs from run to run: durations, sizes, rates, instants, ports
/// and blanks.
record Output(List<String> lines) {

    /// On a page, stands for any number of lines.
    static final String ANYTHING = "…";

    static Output of(List<String> printed) {
        List<String> lines = new ArrayList<>(printed.stream().map(Output::lasting).toList());
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        while (!lines.isEmpty() && lines.getFirst().isEmpty()) {
            lines.removeFirst();
        }
        return new Output(lines);
    }

    private static String lasting(String line) {
        return line.replaceAll(
                        "\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "INSTANT")
                .replaceAll("\\b[\\d,.]+ (ms|s|min|h)\\b", "DURATION")
                .replaceAll("\\b[\\d,.]+ (B|kB|MB|GB)\\b", "SIZE")
                .replaceAll("\\b[\\d,.]+ rows/s\\b", "RATE")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "ADDRESS")
                .replaceAll("-{3,}", "---")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /// Whether a page that says this is right about what was printed.
    boolean tells(Output printed) {
        return tells(lines, printed.lines);
    }

    private static boolean tells(List<String> said, List<String> printed) {
        if (said.isEmpty()) {
            return printed.isEmpty();
        }
        if (said.getFirst().equals(ANYTHING)) {
            for (int skipped = 0; skipped <= printed.size(); skipped++) {
                if (tells(said.subList(1, said.size()), printed.subList(skipped, printed.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !printed.isEmpty()
                && said.getFirst().equals(printed.getFirst())
                && tells(said.subList(1, said.size()), printed.subList(1, printed.size()));
    }
}
