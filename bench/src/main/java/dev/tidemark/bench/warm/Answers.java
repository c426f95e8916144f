package dev.tidemark.bench.warm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How long a reader of the warehouse waited for answers while runs were loaded.
///
/// @param refused how many questions waited longer than allowed for a lock
public record Answers(int count, double medianMillis, double longestMillis, int refused) {

    /// No reader may wait longer for a lock.
    public static final int WAIT_MAX_MILLISECONDS = 50;

    private static final String WORD = "answers";

    static Answers of(List<Double> milliseconds, int refused) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return new Answers(sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast(), refused);
    }

    /// As one line of a process's output.
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %d %.3f %.3f %d",
                WORD,
                count,
                medianMillis,
                longestMillis,
                refused);
    }

    /// From a process's output, if a reader was there.
    static Optional<Answers> in(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals(WORD))
                .map(
                        words ->
                                new Answers(
                                        Integer.parseInt(words[1]),
                                        Double.parseDouble(words[2]),
                                        Double.parseDouble(words[3]),
                                        Integer.parseInt(words[4])))
                .findFirst();
    }
}
