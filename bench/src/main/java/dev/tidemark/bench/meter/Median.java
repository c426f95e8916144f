package dev.tidemark.bench.meter;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The middle of several runs of the same command, each figure by itself.
public final class Median {

    private Median() {}

    public static Usage of(List<Usage> runs) {
        return new Usage(
                middle(runs, Usage::wall),
                middle(runs, Usage::clientCpu),
                middle(runs, Usage::serverCpu),
                middle(runs, Usage::residentBytes));
    }

    private static <T extends Comparable<T>> T middle(List<Usage> runs, Function<Usage, T> figure) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs have no median");
        }
        return runs.stream()
                .map(figure)
                .sorted(Comparator.naturalOrder())
                .skip((runs.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
