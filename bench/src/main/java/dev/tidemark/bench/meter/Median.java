package dev.tidemark.bench.meter;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The middle of several runs of the same command, each figure by itself; of an even number, half-way between the two in
/// the middle.
public final class Median {

    private Median() {}

    public static Usage of(List<Usage> runs) {
        return new Usage(
                time(runs, Usage::wall),
                time(runs, Usage::clientCpu),
                time(runs, Usage::serverCpu),
                middle(runs, Usage::residentBytes));
    }

    private static Duration time(List<Usage> runs, Function<Usage, Duration> figure) {
        return Duration.ofNanos(middle(runs, run -> figure.apply(run).toNanos()));
    }

    private static long middle(List<Usage> runs, ToLongFunction<Usage> figure) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs have no median");
        }
        long[] sorted = runs.stream().mapToLong(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
