package dev.tidemark.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.ingest.catalog.PastRuns;
import dev.tidemark.ingest.catalog.Selection;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.run.Deadline;
import dev.tidemark.runlog.Snapshot;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows are told by 64-bit ids, though a row carries 32 bits of its own and a session counts their
/// age from where it pleases.
class HorizonTest {

    private static final long EPOCH = 1L << 32;
    private static final long HALF = 1L << 31;

    /// @param xmax of the snapshot
    /// @param others transactions that began between the snapshot and the first look at an age
    @ParameterizedTest
    @CsvSource({
        "1000, 0",
        "1000, 7",
        "4294967295, 0",
        "4294967295, 9",
        "4294967296, 3",
        "2147483650, 5",
        "12884901880, 20",
    })
    void liesWhereTheSessionCountsFrom(long xmax, long others) {
        assertThat(Horizon.of(xmax, ageOfFirst(xmax + others)))
                .isEqualTo(new Horizon(xmax + others));
    }

    @Test
    void reachesAsFarBackAsASignedDifferenceTells() {
        var horizon = new Horizon(3 * EPOCH);

        assertThat(horizon.reaches(3 * EPOCH - HALF + 2)).isTrue();
        assertThat(horizon.reaches(3 * EPOCH - HALF + 1)).isFalse();
        assertThatThrownBy(() -> horizon.since(3 * EPOCH - HALF + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too far back to tell by age");
    }

    /// A row of two thousand million transactions ago looks as if it came from the future.
    @Test
    void takesNoRowForYoungWhoseAgeWrappedOnce() {
        assertThat(new Horizon(3 * EPOCH).since(3 * EPOCH - 100))
                .isEqualTo("age(xmin) between 0 and 100");
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void whatRanSinceTheSnapshotHidesNoRow(TestDatabase database) throws SQLException {
        database.execute("create table item (id int primary key)", "insert into item values (1)");
        Changes changes;
        try (var visit = visit(database)) {
            var before = SnapshotText.parse(visit.look().snapshot());
            changes =
                    new Changes(
                            new Snapshot(before.text(), before.xmin(), before.xmax(), List.of()));
        }
        database.execute("insert into item values (2)");

        try (var visit = visit(database);
                var snapshot = visit.settle(whileTransactionsRun(database))) {
            Probe probe = snapshot.probe(snapshot.catalog().tables().getFirst(), changes);

            assertThat(probe.rows()).isEqualTo(2);
            assertThat(probe.changed()).isEqualTo(1);
        }
    }

    private static Visit visit(TestDatabase database) {
        var login = new FixedLogin(DatabaseUrl.parse("TEST", database.url()));
        return new Source(login, Steps.UNDISTURBED).visit(Deadline.none());
    }

    /// Each look at the catalog, the one within the snapshot too, takes some transactions.
    private static Selection whileTransactionsRun(TestDatabase database) {
        return new Selection(
                "shop",
                new SourceSettings(List.of("public"), Set.of(), Map.of()),
                table -> {
                    for (int i = 0; i < 10; i++) {
                        run(database);
                    }
                    return false;
                },
                PastRuns.none());
    }

    private static void run(TestDatabase database) {
        try {
            database.execute("select pg_current_xact_id()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What `age('3'::xid)` says in a session that counts from that id.
    private static int ageOfFirst(long from) {
        return (int) (from - Horizon.FIRST_NORMAL_ID);
    }
}
