package dev.tidemark.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingest.horizon.HeldHorizon;
import dev.tidemark.ingest.horizon.HeldHorizon.Sight;
import dev.tidemark.ingest.horizon.Holder;
import dev.tidemark.runlog.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HorizonReportTest {

    @Test
    void saysWhatTheOldTransactionCosts() {
        assertThat(lines(new HeldHorizon(List.of(), Sight.WHOLE)))
                .containsExactly(
                        "the source's oldest transaction was 20,000 ids behind at the newest run,"
                                + " which saw 6,000 of them; beyond 10,000 their rows are read again"
                                + " in each run",
                        "  nobody holds it back any more: the next run forgets those ids");
    }

    @Test
    void namesWhoHoldsItOpenAndWhatToType() {
        var held =
                new HeldHorizon(
                        List.of(
                                new Holder.Backend(
                                        4711,
                                        "anna",
                                        "psql",
                                        "shop",
                                        "idle in transaction",
                                        Optional.of(Duration.ofMinutes(90))),
                                new Holder.Prepared(
                                        "it's", "ben", "shed", Optional.of(Duration.ofHours(30)))),
                        Sight.WHOLE);

        assertThat(lines(held))
                .contains(
                        "  process 4711 of user `anna` (psql) in database `shop`, idle in"
                                + " transaction, open for 1 h 30 min: to end it, type"
                                + "  select pg_terminate_backend(4711)",
                        "  a prepared transaction of user `ben`, open for 30 h 00 min: to end it,"
                                + " type in database `shed`  rollback prepared 'it''s'");
    }

    @Test
    void saysWhichRightIsMissing() {
        var hidden = new Holder.Backend(4711, "anna", "", "shop", "", Optional.empty());

        assertThat(lines(new HeldHorizon(List.of(hidden), Sight.IDENTITIES)))
                .contains(
                        "  process 4711 of user `anna` in database `shop`: to end it, type"
                                + "  select pg_terminate_backend(4711)",
                        "  what others do, and since when, is not shown to `reader`:"
                                + " grant pg_read_all_stats to reader");
    }

    @Test
    void pointsToThePrimaryOfAStandby() {
        assertThat(lines(new HeldHorizon(List.of(), Sight.STANDBY)))
                .last()
                .asString()
                .contains("pg_prepared_xacts of its primary");
    }

    private static List<String> lines(HeldHorizon held) {
        List<Long> seen = LongStream.range(5, 6_005).boxed().toList();
        return HorizonReport.lines(new Snapshot("", 5, 20_005, seen), held, "reader");
    }
}
