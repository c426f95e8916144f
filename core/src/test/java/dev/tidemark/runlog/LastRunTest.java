package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LastRunTest {

    /// More than fit into a year if something changes at each tick of ten minutes.
    private static final long YEAR = 53_000;

    @Test
    void findsTheLastOfHoweverManyRuns() {
        lengths().forEach(last -> assertThat(searched(last).found()).isEqualTo(last));
        assertThat(searched(0)).isEqualTo(new Search(0, 1));
    }

    @Test
    void inAShortLogCostsTwoLooksForEachBinaryDigitAndOneMore() {
        LongStream.range(1, 1024)
                .forEach(
                        last ->
                                assertThat(searched(last).looks())
                                        .isLessThanOrEqualTo(2 * digits(last) + 1));
    }

    @Test
    void inALogOfAYearCostsSeventeenLooks() {
        LongStream.range(1024, 17_408)
                .forEach(last -> assertThat(searched(last).looks()).isLessThanOrEqualTo(17));
    }

    @Test
    void inALongerLogCostsTwoLooksMoreForEachDoubling() {
        lengths()
                .filter(last -> last >= 17_408)
                .forEach(
                        last ->
                                assertThat(searched(last).looks())
                                        .isLessThanOrEqualTo(17 + 2 * (digits(last) - 14)));
    }

    @Test
    void costsOneLookWhereTheKnownRunIsTheLast() {
        assertThat(searched(17_000, search -> search.from(17_000)))
                .isEqualTo(new Search(17_000, 1));
    }

    @Test
    void findsTheLastRunFromEachThatIsKnown() {
        LongStream.rangeClosed(1, 100)
                .forEach(
                        known ->
                                assertThat(searched(100, search -> search.from(known)).found())
                                        .isEqualTo(100));
    }

    private record Search(long found, int looks) {}

    private static Search searched(long last) {
        return searched(last, LastRun::ofAll);
    }

    /// Fails where a run is looked at twice.
    private static Search searched(long last, ToLongFunction<LastRun> search) {
        Set<Long> looks = new HashSet<>();
        long found =
                search.applyAsLong(
                        new LastRun(
                                (run, left) -> {
                                    assertThat(looks.add(run)).as("run %d", run).isTrue();
                                    return run <= last;
                                }));
        return new Search(found, looks.size());
    }

    private static LongStream lengths() {
        return LongStream.concat(
                LongStream.range(1, YEAR), LongStream.of(99_000, 525_960, 1 << 20, 5_000_000));
    }

    private static int digits(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number);
    }
}
