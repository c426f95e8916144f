package dev.tidemark.bench.state;

import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.scene.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// How long it takes to read the current state of the large table, as its layers and as a plain file with the same rows.
///
/// @param files that the layers are
/// @param layersMillis the median
/// @param plainMillis the median
public record StateTimes(int files, double layersMillis, double plainMillis) {

    static final int TIMES = 9;
    private static final String WORD = "state";

    /// @param destination up to date, with some deltas since its base
    public static StateTimes of(Destination destination, Meter meter) {
        meter.run(command(destination));
        try {
            return of(Files.readAllLines(meter.log()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StateTimes of(List<String> lines) {
        List<double[]> times =
                lines.stream()
                        .filter(line -> line.startsWith(WORD + " "))
                        .map(line -> line.substring(WORD.length() + 1))
                        .map(
                                line ->
                                        Arrays.stream(line.split(" "))
                                                .mapToDouble(Double::parseDouble)
                                                .toArray())
                        .toList();
        return new StateTimes(
                (int) times.getFirst()[0],
                median(times, each -> each[1]),
                median(times, each -> each[2]));
    }

    /// As one line of a process's output.
    static String line(int files, double layersMillis, double plainMillis) {
        return String.format(
                Locale.ROOT, "%s %d %.3f %.3f", WORD, files, layersMillis, plainMillis);
    }

    /// How many times the plain file's time the layers take.
    public double ratio() {
        return layersMillis / plainMillis;
    }

    private static double median(List<double[]> times, ToDoubleFunction<double[]> figure) {
        return times.stream()
                .mapToDouble(figure)
                .sorted()
                .skip((times.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Command command(Destination destination) {
        return Command.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StateReads.class.getName(),
                        Integer.toString(TIMES))
                .with(destination.variables());
    }
}
