package dev.tidemark.bench.contest;

import dev.tidemark.bench.contest.Contestant.Role;
import dev.tidemark.bench.meter.CommandFailure;
import dev.tidemark.bench.meter.Median;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.meter.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What each contestant's runs took, in the order of the contest; whoever never came to the end is not among them.
public record Outcome(Contest contest, Map<Contestant, List<Usage>> runs) {

    /// Contestants take turns, so that what disturbs the machine for a while disturbs all of them.
    ///
    /// @param told hears what was measured, run by run
    public static Outcome of(Contest contest, Meter meter, int repetitions, Consumer<String> told) {
        Map<Contestant, List<Usage>> runs = new LinkedHashMap<>();
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Contestant contestant : contest.entrants()) {
                String what =
                        "  %s, %d of %d: %s: "
                                .formatted(
                                        contest.title(),
                                        repetition,
                                        repetitions,
                                        contestant.name());
                Optional<Usage> usage = usage(contestant, meter, what, told);
                usage.ifPresent(
                        it ->
                                runs.computeIfAbsent(contestant, unused -> new ArrayList<>())
                                        .add(it));
            }
        }
        return new Outcome(contest, runs);
    }

    /// Of each contestant, in the order of the contest.
    public Map<Contestant, Usage> medians() {
        Map<Contestant, Usage> medians = new LinkedHashMap<>();
        for (Contestant contestant : contest.entrants()) {
            if (runs.containsKey(contestant)) {
                medians.put(contestant, Median.of(runs.get(contestant)));
            }
        }
        return medians;
    }

    /// Empty when a peer fails, which then does not count: its trouble is not ours.
    private static Optional<Usage> usage(
            Contestant contestant, Meter meter, String what, Consumer<String> told) {
        try {
            Usage usage = meter.run(contestant.attempt().get());
            told.accept(what + usage);
            return Optional.of(usage);
        } catch (CommandFailure e) {
            if (contestant.role() != Role.PEER) {
                throw e;
            }
            told.accept(what + e.getMessage());
            return Optional.empty();
        }
    }

    /// The time of the fastest limit by ours: 1 is as fast, 0.5 takes twice as long.
    public Optional<Double> shareOfLimit() {
        return seconds(Role.LIMIT).map(limit -> limit / seconds(Role.OURS).orElseThrow());
    }

    private Optional<Double> seconds(Role role) {
        return medians().entrySet().stream()
                .filter(entry -> entry.getKey().role() == role)
                .map(entry -> entry.getValue().wall().toNanos() / 1e9)
                .min(Double::compare);
    }
}
