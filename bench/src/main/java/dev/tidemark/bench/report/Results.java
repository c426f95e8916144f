package dev.tidemark.bench.report;

import dev.tidemark.bench.contest.Contestant;
import dev.tidemark.bench.contest.Contestant.Role;
import dev.tidemark.bench.contest.Outcome;
import dev.tidemark.bench.meter.Usage;
import dev.tidemark.bench.warm.Answers;
import dev.tidemark.bench.warm.TickTimes;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured, as Markdown.
///
/// @param launcher what short commands took
/// @param notes what a person found out about the figures
public record Results(
        List<Outcome> outcomes,
        List<TickTimes> ticks,
        Map<String, Usage> launcher,
        int repetitions,
        String notes) {

    private static final long RESIDENT_MEGABYTES_MAX = 640;

    /// No stage may be slower, in shares of its limit's speed.
    private static final double SHARE_MIN = 0.6;

    private static final int TICK_MILLISECONDS = 100;
    private static final double LAUNCHER_SECONDS = 0.4;
    private static final int EDGE = 100;

    /// As [TickTimes] counts stages.
    private static final int LOAD = 2;

    public Results {
        outcomes = List.copyOf(outcomes);
        ticks = List.copyOf(ticks);
        launcher = new LinkedHashMap<>(launcher);
    }

    public String markdown() {
        var text = new StringBuilder();
        text.append(
                """
                # Results

                Made by `bench/run`, on %s. Read them as ratios: machines differ. Each figure is the median of %s, in
                which the contestants took turns, with the least and the most in brackets; each run is a cold process,
                timed from its start to its end, JVM included.
                *Server* is the processor time of both Postgres servers. The S3 is an embedded one in a process that is not
                counted. Resident memory is the most at any instant, natives included.

                ![rows per second and memory](results.svg)

                """
                        .formatted(
                                Machine.words(),
                                repetitions == 1 ? "one run" : repetitions + " runs"));
        outcomes.forEach(outcome -> contest(text, outcome));
        ticks(text);
        return text.append("\n").append(notes).toString();
    }

    private void contest(StringBuilder text, Outcome outcome) {
        text.append("## %s: %s\n\n".formatted(outcome.contest().title(), outcome.contest().note()));
        text.append(
                "| | wall s | M rows/s | time of ours is … of it | client CPU s | server CPU s | resident MB |\n|---|---|---|---|---|---|---|\n");
        double ours = ours(outcome);
        outcome.medians()
                .forEach((contestant, usage) -> row(text, outcome, contestant, usage, ours));
        outcome.shareOfLimit()
                .ifPresent(share -> text.append("\n" + verdict(outcome, share) + "\n\n"));
        for (Contestant entrant : outcome.contest().entrants()) {
            int ended = outcome.runs().getOrDefault(entrant, List.of()).size();
            if (ended < repetitions) {
                text.append(
                        "Of %s, %d of %d runs came to their end.\n\n"
                                .formatted(entrant.name(), ended, repetitions));
            }
        }
    }

    private static String verdict(Outcome outcome, double share) {
        return String.format(
                Locale.ROOT,
                "%s of the limit's speed; the aim is %s%s, the least %s%s. %s",
                number(share),
                number(outcome.contest().aim()),
                met(share >= outcome.contest().aim()),
                number(SHARE_MIN),
                met(share >= SHARE_MIN),
                memory(outcome));
    }

    private static String met(boolean isMet) {
        return isMet ? ": met" : ": **missed**";
    }

    private static String memory(Outcome outcome) {
        long megabytes = usage(outcome).residentBytes() >> 20;
        return String.format(
                Locale.ROOT,
                "Resident at most %d MB; the aim is %d%s, the most allowed %d%s.",
                megabytes,
                outcome.contest().megabytes(),
                met(megabytes <= outcome.contest().megabytes()),
                RESIDENT_MEGABYTES_MAX,
                met(megabytes <= RESIDENT_MEGABYTES_MAX));
    }

    private static void row(
            StringBuilder text, Outcome outcome, Contestant contestant, Usage usage, double ours) {
        double wall = seconds(usage.wall());
        boolean isOurs = contestant.role() == Role.OURS;
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s%s%s | %.2f (%s) | %.2f | %s | %.1f | %.1f | %d |\n",
                        isOurs ? "**" : contestant.role() == Role.LIMIT ? "limit: " : "",
                        contestant.name(),
                        isOurs ? "**" : "",
                        wall,
                        range(outcome.runs().getOrDefault(contestant, List.of())),
                        outcome.contest().rows() / wall / 1e6,
                        isOurs ? "" : share(contestant, ours / wall),
                        seconds(usage.clientCpu()),
                        seconds(usage.serverCpu()),
                        usage.residentBytes() >> 20));
    }

    private static String share(Contestant contestant, double share) {
        return contestant.timeMax().isEmpty()
                ? number(share)
                : "%s, the aim is %s%s"
                        .formatted(
                                number(share),
                                number(contestant.timeMax().getAsDouble()),
                                met(share <= contestant.timeMax().getAsDouble()));
    }

    private static String range(List<Usage> runs) {
        DoubleSummaryStatistics walls =
                runs.stream().mapToDouble(run -> seconds(run.wall())).summaryStatistics();
        return String.format(Locale.ROOT, "%.2f–%.2f", walls.getMin(), walls.getMax());
    }

    private void ticks(StringBuilder text) {
        text.append(
                """
                ## Ticks of a warm process

                Milliseconds, median and, in brackets, the 95th percentile; the first fifth of the ticks is left out.

                | orders | before each tick | ticks | ingest | process | load | all | resident MB |
                |---|---|---|---|---|---|---|---|
                """);
        ticks.forEach(times -> text.append(line(times)));
        ticks.forEach(times -> text.append(aim(times)));
        ticks.stream()
                .filter(times -> times.count() > 3 * EDGE)
                .forEach(times -> text.append(flat(times)));
        ticks.forEach(times -> times.answers().ifPresent(it -> text.append(reader(times, it))));
        text.append("\n## The launcher\n\n");
        launcher.forEach((command, usage) -> text.append(launched(command, usage)));
    }

    private static String launched(String command, Usage usage) {
        double wall = seconds(usage.wall());
        return String.format(
                Locale.ROOT,
                "`%s` takes %.2f s; the aim is %.2f s%s.\n",
                command,
                wall,
                LAUNCHER_SECONDS,
                met(wall <= LAUNCHER_SECONDS));
    }

    /// Nothing to do is to cost next to nothing, and a thousand rows little more.
    private static String aim(TickTimes times) {
        int from = times.count() / 5;
        int to = times.count();
        return switch (times.interlude()) {
            case NOTHING ->
                    aim(times, "a tick with nothing to do", times.milliseconds(from, to, 0.5));
            case CHANGES_1000 ->
                    aim(
                            times,
                            "loading 1,000 changed orders",
                            times.milliseconds(from, to, LOAD, 0.5));
            case TRANSACTION, CHANGES_10 -> "";
        };
    }

    private static String aim(TickTimes times, String what, double milliseconds) {
        return String.format(
                Locale.ROOT,
                "\nAt %,d orders %s takes %.0f ms; the aim is %d%s.\n",
                times.orders(),
                what,
                milliseconds,
                TICK_MILLISECONDS,
                met(milliseconds <= TICK_MILLISECONDS));
    }

    private static String line(TickTimes times) {
        int from = times.count() / 5;
        int to = times.count();
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %,d | %s | %s | %s | %.0f (%.0f) | %d |\n",
                times.orders(),
                times.interlude(),
                times.count(),
                stage(times, from, to, 0),
                stage(times, from, to, 1),
                stage(times, from, to, LOAD),
                times.milliseconds(from, to, 0.5),
                times.milliseconds(from, to, 0.95),
                times.usage().residentBytes() >> 20);
    }

    private static String stage(TickTimes times, int from, int to, int stage) {
        return String.format(
                Locale.ROOT,
                "%.0f (%.0f)",
                times.milliseconds(from, to, stage, 0.5),
                times.milliseconds(from, to, stage, 0.95));
    }

    private static String flat(TickTimes times) {
        double early = times.milliseconds(EDGE, 2 * EDGE, 0.5);
        double late = times.milliseconds(times.count() - EDGE, times.count(), 0.5);
        return String.format(
                Locale.ROOT,
                "\n%,d runs on end at %,d orders: the last %d took %s of the time of the second %d (%.0f ms, %.0f ms).\n",
                times.count(),
                times.orders(),
                EDGE,
                number(late / early),
                EDGE,
                late,
                early);
    }

    private static String reader(TickTimes times, Answers answers) {
        return String.format(
                Locale.ROOT,
                "\nBeside the runs with %s of %,d a reader asked for the current state of a hundred orders %,d times: %.1f ms, the longest %.0f ms. %s waited more than %d ms for a lock; the aim is none%s.\n",
                times.interlude(),
                times.orders(),
                answers.count(),
                answers.medianMillis(),
                answers.longestMillis(),
                answers.refused() == 0 ? "None" : answers.refused(),
                Answers.WAIT_MAX_MILLISECONDS,
                met(answers.refused() == 0));
    }

    private static double ours(Outcome outcome) {
        return seconds(usage(outcome).wall());
    }

    private static Usage usage(Outcome outcome) {
        return outcome.medians().entrySet().stream()
                .filter(entry -> entry.getKey().role() == Role.OURS)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
