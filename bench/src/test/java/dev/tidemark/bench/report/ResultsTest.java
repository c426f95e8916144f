package dev.tidemark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bench.contest.Contest;
import dev.tidemark.bench.contest.Contestant;
import dev.tidemark.bench.contest.Contestant.Role;
import dev.tidemark.bench.contest.Outcome;
import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.meter.Usage;
import dev.tidemark.bench.warm.Answers;
import dev.tidemark.bench.warm.Interlude;
import dev.tidemark.bench.warm.TickTimes;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/// What was measured is told as it was, misses included.
class ResultsTest {

    private static final Map<String, Usage> LAUNCHER =
            Map.of("./tidemark --version", usage(0.1, 50), "./tidemark --help", usage(0.5, 50));

    @Test
    void saysWhichShareOfTheLimitWasReached() {
        String text = markdown(4.0, 300);

        assertThat(text)
                .contains("| **ours** | 4.00 (3.90–4.10) | 1.25 |")
                .contains("| limit: COPY & more | 3.20 (3.20–3.20) | 1.56 | 1.25 |")
                .contains("0.80 of the limit's speed; the aim is 0.75: met, the least 0.60: met.");
    }

    @Test
    void aMissedAimStandsOut() {
        assertThat(markdown(8.0, 700))
                .contains(
                        "0.40 of the limit's speed; the aim is 0.75: **missed**, the least 0.60: **missed**.")
                .contains(
                        "Resident at most 700 MB; the aim is 512: **missed**, the most allowed 640: **missed**.");
    }

    @Test
    void aPeerThatWeWantToBeatHasItsVerdict() {
        assertThat(markdown(4.0, 300)).contains("| 0.50, the aim is 0.80: met |");
        assertThat(markdown(8.0, 300)).contains("| 1.00, the aim is 0.80: **missed** |");
    }

    @Test
    void theLauncherHasItsVerdict() {
        assertThat(markdown(4.0, 300))
                .contains("`./tidemark --version` takes 0.10 s; the aim is 0.40 s: met.")
                .contains("`./tidemark --help` takes 0.50 s; the aim is 0.40 s: **missed**.");
    }

    @Test
    void ticksHaveTheirVerdict() {
        assertThat(ticks(0))
                .contains(
                        "At 5,000,000 orders loading 1,000 changed orders takes 3 ms; the aim is 100: met.")
                .contains("| 6 (6) | 50 |");
    }

    @Test
    void whoDidNotAlwaysComeToTheEndIsNamed() {
        assertThat(markdown(4.0, 300))
                .contains("Of lame, 0 of 3 runs came to their end.")
                .contains("Of COPY & more, 2 of 3 runs came to their end.")
                .doesNotContain("Of ours");
    }

    @Test
    void whatAReaderWaitedForIsTold() {
        assertThat(ticks(0))
                .contains("None waited more than 50 ms for a lock; the aim is none: met.");
        assertThat(ticks(3))
                .contains("3 waited more than 50 ms for a lock; the aim is none: **missed**.");
    }

    private static String ticks(int refused) {
        var times =
                new TickTimes(
                        Interlude.CHANGES_1000,
                        5_000_000,
                        List.of(new double[] {1, 2, 3}),
                        Optional.of(new Answers(1_000, 0.5, 70, refused)),
                        usage(1, 50));
        return new Results(List.of(), List.of(times), LAUNCHER, 3, "").markdown();
    }

    @Test
    void thePictureIsWellFormed() throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();

        var document =
                builder.parse(new InputSource(new StringReader(Picture.of(outcomes(4.0, 300)))));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(6);
    }

    private static String markdown(double seconds, long megabytes) {
        return new Results(outcomes(seconds, megabytes), List.of(), LAUNCHER, 3, "").markdown();
    }

    private static List<Outcome> outcomes(double seconds, long megabytes) {
        var ours = contestant("ours", Role.OURS, OptionalDouble.empty());
        var limit = contestant("COPY & more", Role.LIMIT, OptionalDouble.empty());
        var peer = contestant("rival", Role.PEER, OptionalDouble.of(0.8));
        var lame = contestant("lame", Role.PEER, OptionalDouble.empty());
        var contest =
                new Contest(
                        "Ingest", "out", 5_000_000, 0.75, 512, List.of(ours, limit, peer, lame));
        Map<Contestant, List<Usage>> runs = new LinkedHashMap<>();
        runs.put(
                ours,
                List.of(
                        usage(seconds + 0.1, megabytes),
                        usage(seconds, megabytes),
                        usage(seconds - 0.1, megabytes)));
        runs.put(limit, List.of(usage(3.2, 10), usage(3.2, 10)));
        runs.put(peer, List.of(usage(8, 10), usage(8, 10), usage(8, 10)));
        return List.of(new Outcome(contest, runs));
    }

    private static Contestant contestant(String name, Role role, OptionalDouble timeMax) {
        return new Contestant(name, role, () -> Command.of(name), timeMax);
    }

    private static Usage usage(double seconds, long megabytes) {
        var wall = Duration.ofNanos((long) (seconds * 1e9));
        return new Usage(wall, wall, wall, megabytes << 20);
    }
}
