package dev.tidemark.bench;

import dev.tidemark.bench.contest.Contests;
import dev.tidemark.bench.contest.Outcome;
import dev.tidemark.bench.contest.Peers;
import dev.tidemark.bench.function.FunctionResults;
import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.meter.Median;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.meter.ServerCpu;
import dev.tidemark.bench.meter.Usage;
import dev.tidemark.bench.report.Picture;
import dev.tidemark.bench.report.Results;
import dev.tidemark.bench.report.Sections;
import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.bench.state.StateResults;
import dev.tidemark.bench.state.StateTimes;
import dev.tidemark.bench.warm.Interlude;
import dev.tidemark.bench.warm.TickTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Measures all there is to measure and writes `bench/RESULTS.md` and `bench/results.svg`.
@picocli.CommandLine.Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Runs each stage and the whole beside their limits and the peers installed.")
public final class Bench implements Runnable {

    private static final String STATE = "state";
    private static final String FUNCTIONS = "functions";

    /// Sections that are measured by themselves.
    private static final List<String> SECTIONS = List.of(STATE, FUNCTIONS);

    private static final int STATE_DELTAS = 100;
    private static final int SMALL_SITE_ORDERS = 10_000;
    private static final int IDLE_TICKS = 200;
    private static final int CHANGE_TICKS = 20;

    @Option(
            names = "--orders",
            defaultValue = "5000000",
            description = "Sales orders of the source; 5,000,000 by default.")
    private int orders;

    @Option(
            names = "--repetitions",
            defaultValue = "5",
            description = "Runs of each contestant, whose median counts; 5 by default.")
    private int repetitions;

    @Option(
            names = "--ticks",
            defaultValue = "1000",
            description = "Runs on end at 10,000 orders; 1,000 by default.")
    private int ticks;

    @Option(
            names = "--to",
            defaultValue = "bench",
            description = "The folder that RESULTS.md and results.svg go to; bench by default.")
    private Path to;

    @Option(
            names = "--only",
            split = ",",
            description =
                    "Only these, of ingest, process, load, whole, state (reading current state under deltas) and functions (the packages for Lambda). The last two put their section into the RESULTS.md that is there.")
    private List<String> only = List.of();

    private final Path project = Path.of(System.getProperty("tidemark.project", ""));

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public void run() {
        try {
            Path work = project.resolve("bench/.work");
            Files.createDirectories(to);
            if (!SECTIONS.containsAll(only) || only.isEmpty()) {
                contests(work);
            }
            if (isWanted(STATE)) {
                write(StateResults.TITLE, state(work).markdown());
            }
            if (isWanted(FUNCTIONS)) {
                write(FunctionResults.TITLE, functions(work).markdown());
            }
            say("Written: " + results());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWanted(String part) {
        return only.isEmpty() || only.contains(part);
    }

    private Path results() {
        return to.resolve("RESULTS.md");
    }

    private void write(String title, String section) throws IOException {
        String before = Files.exists(results()) ? Files.readString(results()) : "";
        Files.writeString(results(), Sections.replaced(before, title, section));
    }

    private void contests(Path work) throws IOException {
        List<TickTimes> times = new ArrayList<>();
        List<Outcome> outcomes = large(work, times);
        if (only.isEmpty()) {
            small(work, times);
        }
        var results = new Results(outcomes, times, launcher(work), repetitions, notes());
        Files.writeString(results(), results.markdown());
        Files.writeString(to.resolve("results.svg"), Picture.of(outcomes));
    }

    /// The contests, then ticks on what they left.
    private List<Outcome> large(Path work, List<TickTimes> times) {
        say("Starting two Postgres servers and an S3, and a source with " + orders + " orders");
        try (Site site = Site.open(project, work.resolve("site-" + orders), orders)) {
            var meter = new Meter(site.servers(), work.resolve("command.log"));
            var contests = new Contests(site, meter, new Peers(site, work.resolve("peers/bin")));
            List<Outcome> outcomes = contests.held(orders, repetitions, only, Bench::say);
            if (!only.isEmpty()) {
                return outcomes;
            }
            Destination loaded = contests.loaded();
            for (Interlude interlude :
                    List.of(Interlude.NOTHING, Interlude.TRANSACTION, Interlude.CHANGES_1000)) {
                int count = interlude == Interlude.NOTHING ? IDLE_TICKS : CHANGE_TICKS;
                times.add(ticks(loaded, meter, interlude, count, orders));
            }
            return outcomes;
        }
    }

    private StateResults state(Path work) {
        try (Site site = Site.open(project, work.resolve("site-" + orders), orders)) {
            var meter = new Meter(site.servers(), work.resolve("command.log"));
            Destination destination = site.destination();
            meter.run(destination.tidemark("run", SalesPipeline.NAME));
            ticks(destination, meter, Interlude.CHANGES_1000, STATE_DELTAS, orders);
            say("Reading the current state under %d deltas".formatted(STATE_DELTAS));
            return new StateResults(StateTimes.of(destination, meter), orders, STATE_DELTAS);
        }
    }

    private FunctionResults functions(Path work) {
        say("Starting the functions cold, %d times".formatted(repetitions));
        Path folder = work.resolve("site-" + SMALL_SITE_ORDERS);
        try (Site site = Site.open(project, folder, SMALL_SITE_ORDERS)) {
            return FunctionResults.measured(site, SMALL_SITE_ORDERS, repetitions);
        }
    }

    private void small(Path work, List<TickTimes> times) {
        Path folder = work.resolve("site-" + SMALL_SITE_ORDERS);
        try (Site site = Site.open(project, folder, SMALL_SITE_ORDERS)) {
            var meter = new Meter(site.servers(), work.resolve("command.log"));
            Destination loaded = site.destination();
            meter.run(loaded.tidemark("run", SalesPipeline.NAME));
            for (Interlude interlude : List.of(Interlude.NOTHING, Interlude.TRANSACTION)) {
                times.add(ticks(loaded, meter, interlude, IDLE_TICKS, SMALL_SITE_ORDERS));
            }
            times.add(ticks(loaded, meter, Interlude.CHANGES_10, ticks, SMALL_SITE_ORDERS));
        }
    }

    private static TickTimes ticks(
            Destination loaded, Meter meter, Interlude interlude, int count, int orders) {
        say("  %,d ticks at %,d orders, before each: %s".formatted(count, orders, interlude));
        return TickTimes.of(loaded, meter, interlude, count, orders);
    }

    /// One command that needs nothing, and one that reads all there is to say of the commands.
    private Map<String, Usage> launcher(Path work) {
        Map<String, Usage> usages = new LinkedHashMap<>();
        for (String option : List.of("--version", "--help")) {
            usages.put("./tidemark " + option, launcher(work, option));
        }
        return usages;
    }

    private Usage launcher(Path work, String option) {
        var meter = new Meter(new ServerCpu(List.of()), work.resolve("command.log"));
        String launcher = project.resolve("tidemark").toString();
        return Median.of(
                Stream.generate(() -> meter.run(Command.of(launcher, option)))
                        .limit(2L * repetitions + 1)
                        .toList());
    }

    private String notes() throws IOException {
        return Files.readString(project.resolve("bench/notes.md"));
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
