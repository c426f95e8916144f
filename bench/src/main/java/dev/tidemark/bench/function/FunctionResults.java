package dev.tidemark.bench.function;

import dev.tidemark.bench.report.Machine;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.lambda.FunctionSettings.Processors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What the functions take from a cold start, as Markdown.
public record FunctionResults(List<StartTimes> times, int orders, int repetitions) {

    public static final String TITLE = "## The functions, from a cold start\n";

    private static final double SECONDS_MAX = 1.5;
    private static final int MEGABYTES_MAX = 512;
    private static final double BYTES_OF_A_MEGABYTE = 1 << 20;

    public FunctionResults {
        times = List.copyOf(times);
    }

    /// Starts each function, with all processors and with its share of them.
    ///
    /// @param orders in the site's source
    public static FunctionResults measured(Site site, int orders, int repetitions) {
        List<StartTimes> all = new ArrayList<>();
        for (Processors processors : Processors.values()) {
            var start = new ColdStart(site, processors);
            for (int i = 0; i < repetitions; i++) {
                all.addAll(start.measure());
            }
        }
        return new FunctionResults(all, orders, repetitions);
    }

    public String markdown() {
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        """
                        %s
                        Made by `bench/run --only functions`, on %s. Each package
                        is unpacked and started by AWS's runtime client in a process of its own, with the first compiler only and 1,024 MB; timed from
                        the start of the process, median of %d. *Query* is when the first query reaches the database, with the secret and the login
                        behind it; process has no database. *Idle* is the answer of a call that finds nothing to do, *first* that of one that finds a
                        source of %,d orders. The aim is %.1f s to the first query, or to process' answer, and %d MB. Lambda gives 1,024 MB six tenths of a
                        processor, *its share*, and more than that while a function starts.

                        | function | processors | query s | idle s | idle MB | first s | first MB | |
                        |---|---|---|---|---|---|---|---|
                        """,
                        TITLE,
                        Machine.words(),
                        repetitions,
                        orders,
                        SECONDS_MAX,
                        MEGABYTES_MAX));
        times.stream()
                .collect(
                        Collectors.groupingBy(
                                time -> "%s | %s".formatted(time.stage(), time.processors()),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .forEach((name, group) -> text.append(row(name, group)));
        return text.toString();
    }

    private static String row(String name, List<StartTimes> group) {
        double query = median(group, time -> time.idle().secondsToQuery());
        double idle = median(group, time -> time.idle().seconds());
        double first = median(group, time -> time.first().seconds());
        double idleBytes = median(group, time -> time.idle().residentBytes());
        double firstBytes = median(group, time -> time.first().residentBytes());
        double megabytes = Math.max(idleBytes, firstBytes) / BYTES_OF_A_MEGABYTE;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.0f | %.2f | %.0f | %s |\n",
                name,
                group.getFirst().idle().toQuery().isEmpty()
                        ? "–"
                        : String.format(Locale.ROOT, "%.2f", query),
                idle,
                idleBytes / BYTES_OF_A_MEGABYTE,
                first,
                firstBytes / BYTES_OF_A_MEGABYTE,
                query <= SECONDS_MAX && megabytes <= MEGABYTES_MAX ? "met" : "**missed**");
    }

    private static double median(List<StartTimes> group, ToDoubleFunction<StartTimes> figure) {
        return group.stream()
                .mapToDouble(figure)
                .sorted()
                .skip((group.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }
}
