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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/// What was measured is told as it was, misses included.
class ResultsTest {

    private static final Usage LAUNCHER = usage(0.1, 50);

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
                .contains("Resident at most 700 MB of 640 allowed: **missed**.");
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
                        LAUNCHER);
        return new Results(List.of(), List.of(times), LAUNCHER, 3, "").markdown();
    }

    @Test
    void thePictureIsWellFormed() throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();

        var document =
                builder.parse(new InputSource(new StringReader(Picture.of(outcomes(4.0, 300)))));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(4);
    }

    private static String markdown(double seconds, long megabytes) {
        return new Results(outcomes(seconds, megabytes), List.of(), LAUNCHER, 3, "").markdown();
    }

    private static List<Outcome> outcomes(double seconds, long megabytes) {
        var ours = new Contestant("ours", Role.OURS, () -> Command.of("ours"));
        var limit = new Contestant("COPY & more", Role.LIMIT, () -> Command.of("limit"));
        var lame = new Contestant("lame", Role.PEER, () -> Command.of("lame"));
        var contest = new Contest("Ingest", "out", 5_000_000, 0.75, List.of(ours, limit, lame));
        Map<Contestant, List<Usage>> runs = new LinkedHashMap<>();
        runs.put(
                ours,
                List.of(
                        usage(seconds + 0.1, megabytes),
                        usage(seconds, megabytes),
                        usage(seconds - 0.1, megabytes)));
        runs.put(limit, List.of(usage(3.2, 10), usage(3.2, 10)));
        return List.of(new Outcome(contest, runs));
    }

    private static Usage usage(double seconds, long megabytes) {
        var wall = Duration.ofNanos((long) (seconds * 1e9));
        return new Usage(wall, wall, wall, megabytes << 20);
    }
}
