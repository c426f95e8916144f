package dev.tidemark.bench.warm;

import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.meter.Usage;
import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.SalesPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How long the ticks of one process took.
///
/// @param milliseconds of ingest, process and load, by tick
/// @param answers that a reader got meanwhile, where there was one
public record TickTimes(
        Interlude interlude,
        int orders,
        List<double[]> milliseconds,
        Optional<Answers> answers,
        Usage usage) {

    public TickTimes {
        milliseconds = List.copyOf(milliseconds);
    }

    /// @param destination up to date, so that the first tick is like the others
    public static TickTimes of(
            Destination destination, Meter meter, Interlude interlude, int ticks, int orders) {
        Usage usage = meter.run(command(destination, interlude, ticks, orders));
        try {
            List<double[]> times = new ArrayList<>();
            List<String> lines = Files.readAllLines(meter.log());
            for (String line : lines) {
                if (line.matches("[\\d.]+ [\\d.]+ [\\d.]+")) {
                    times.add(
                            Arrays.stream(line.split(" "))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray());
                }
            }
            return new TickTimes(interlude, orders, times, Answers.in(lines), usage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command command(
            Destination destination, Interlude interlude, int ticks, int orders) {
        return Command.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WarmTicks.class.getName(),
                        destination.site().project().toString(),
                        SalesPipeline.NAME,
                        interlude.name(),
                        Integer.toString(ticks),
                        Integer.toString(orders))
                .with(destination.variables());
    }

    /// Of ticks `from` (inclusive) to `to` (exclusive), the time below which that share of them lies.
    ///
    /// @param stage 0 ingest, 1 process, 2 load
    public double milliseconds(int from, int to, int stage, double share) {
        return quantile(
                milliseconds.subList(from, to).stream().map(it -> it[stage]).toList(), share);
    }

    /// The same of all stages together.
    public double milliseconds(int from, int to, double share) {
        return quantile(
                milliseconds.subList(from, to).stream().map(it -> Arrays.stream(it).sum()).toList(),
                share);
    }

    public int count() {
        return milliseconds.size();
    }

    private static double quantile(List<Double> times, double share) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }
}
