package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.Key;
import dev.tidemark.load.ledger.LedgerRow;
import dev.tidemark.load.ledger.LoadedRun;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.services.gate.Gate;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run is loaded if the ledger says so: whole, once and in order, whatever is called how often and
/// whatever breaks off.
@ExtendWith(PostgresExtension.class)
class LedgerTest {

    /// The tables are made all the same: so much is left at each of their statements.
    private static final Deadline TOO_SHORT_FOR_A_RUN =
            Deadline.in(Duration.ofSeconds(4), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private final Shop shop;

    LedgerTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void publishTwoRuns() {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", "a"));
        shop.runs.publish(orders().row(10, 1, "2.00", "a").row(11, 1, "3.00", null));
    }

    private void assertLoadedOnce() {
        assertThat(shop.versions())
                .containsExactly("1 10 1 1.00 a", "2 10 1 2.00 a", "3 11 1 3.00 null");
        assertThat(shop.query("select run from tidemark.load_log order by 1"))
                .containsExactly("1", "2");
    }

    @Test
    void everyPublishedRunIsLoadedInOrder() {
        publishTwoRuns();

        var loaded = (LoadResult.Loaded) shop.load();

        assertThat(loaded.runs()).extracting(run -> run.run().value()).containsExactly(1L, 2L);
        assertThat(loaded.runs()).extracting(LoadedRun::rows).containsExactly(2L, 2L);
        assertLoadedOnce();
    }

    @Test
    void aLoadThatIsCalledAgainFindsNothingNew() {
        publishTwoRuns();
        shop.load();

        assertThat(shop.load()).isEqualTo(new LoadResult.NothingNew(Optional.of(new RunNumber(2))));
        assertLoadedOnce();
    }

    @Test
    void anEmptyZoneIsNothingNew() {
        assertThat(shop.load()).isEqualTo(new LoadResult.NothingNew(Optional.empty()));
    }

    @Test
    void whenTheTimeIsUpTheRestIsForTheNextCall() {
        publishTwoRuns();

        LoadResult result = shop.loading().catchUp(TOO_SHORT_FOR_A_RUN);

        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.OutOfTime.class,
                        out -> {
                            assertThat(out.runs()).isEmpty();
                            assertThat(out.next()).isEqualTo(RunNumber.FIRST);
                        });
        assertThat(result.waitsSince()).isPresent();
        shop.load();
        assertLoadedOnce();
    }

    @Test
    void twoLoadsAtOnceLoadEveryRunOnce() throws Exception {
        publishTwoRuns();
        shop.loading().catchUp(TOO_SHORT_FOR_A_RUN);
        List<Future<LoadResult>> rivals = new ArrayList<>();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Loading first =
                    shop.interrupted(
                            Limits.DEFAULT,
                            () -> {
                                if (rivals.isEmpty()) {
                                    rivals.add(threads.submit(shop::load));
                                    shop.awaitWaiting();
                                }
                            });
            LoadResult result = first.catchUp(Deadline.none());

            assertThat(result).isInstanceOf(LoadResult.Loaded.class);
            assertThat(rivals.getFirst().get()).isInstanceOf(LoadResult.Loaded.class);
        }
        assertLoadedOnce();
    }

    @Test
    void nothingIsMadeForARunThatAnotherLoadHasClaimed() throws Exception {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.loading().catchUp(TOO_SHORT_FOR_A_RUN);
        try (Connection rival = shop.connect();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            rival.setAutoCommit(false);
            Shop.query(
                    rival,
                    """
                    insert into tidemark.load_log (pipeline, run, log_id, attempt)
                    values ('shop', 1, 'x', 'y') returning run
                    """);
            Future<LoadResult> load = threads.submit(shop::load);
            shop.awaitWaiting();

            assertThat(shop.partitions()).isEmpty();
            rival.rollback();
            assertThat(load.get()).isInstanceOf(LoadResult.Loaded.class);
        }
        assertThat(shop.partitions()).containsExactly("fact_order_p1");
    }

    @ParameterizedTest
    @EnumSource(VersionsTest.Way.class)
    void aLoadThatIsCutOffLeavesNoTableBehind(VersionsTest.Way way) {
        Limits limits = way == VersionsTest.Way.SMALL ? Limits.DEFAULT : Shop.LARGE;
        publishTwoRuns();
        AtomicInteger calls = new AtomicInteger();

        shop.interrupted(
                        limits,
                        () -> {
                            if (calls.incrementAndGet() % 2 == 0 && calls.get() <= 6) {
                                cutOffLoads();
                            }
                        })
                .catchUp(Deadline.none());

        assertLoadedOnce();
        assertThat(shop.partitions())
                .isEqualTo(
                        way == VersionsTest.Way.SMALL
                                ? List.of("fact_order_p1")
                                : List.of("fact_order_p1", "fact_order_p2"));
        assertThat(
                        shop.query(
                                """
                                select relname from pg_class
                                where relname like '%tidemark%' or relpersistence <> 'p'
                                """))
                .isEmpty();
    }

    @Test
    void aLoadThatIsCutOffBeforeItsCommitLeavesNothingAndIsRepeated() {
        publishTwoRuns();
        AtomicInteger cuts = new AtomicInteger();
        Loading loading =
                shop.interrupted(
                        Limits.DEFAULT,
                        () -> {
                            if (cuts.incrementAndGet() <= 2) {
                                assertThat(shop.query("select * from tidemark.load_log")).isEmpty();
                                cutOffLoads();
                            }
                        });

        assertThat(loading.catchUp(Deadline.none())).isInstanceOf(LoadResult.Loaded.class);
        assertLoadedOnce();
    }

    private void cutOffLoads() {
        shop.query(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """);
    }

    @ParameterizedTest
    @EnumSource(VersionsTest.Way.class)
    void aCommitWhoseAnswerIsLostCounts(VersionsTest.Way way) throws Exception {
        Limits limits = way == VersionsTest.Way.SMALL ? Limits.DEFAULT : Shop.LARGE;
        publishTwoRuns();
        shop.loading().catchUp(TOO_SHORT_FOR_A_RUN);
        var cut = new CutCommit();
        try (var gate = Gate.before(shop.login.url().port(), cut)) {
            FixedLogin login = CutCommit.through(gate, shop.login.url());
            Loading loading = shop.loading(limits, login, Progress.SILENT);

            var loaded = (LoadResult.Loaded) loading.catchUp(Deadline.none());

            assertThat(cut.cuts()).isEqualTo(1);
            assertThat(loaded.runs()).extracting(LoadedRun::rows).containsExactly(2L, 2L);
        }
        assertLoadedOnce();
    }

    @Test
    void aSkippedRunIsNotedAndTheNextOneFollows() {
        shop.runs.publish(customers().row(1, "Ada", null));
        shop.runs.publish(orders().row(10, 99, "1.00", "names nobody"));
        assertThatThrownBy(shop::load).isInstanceOf(TerminalFailure.class);

        shop.loading().skip(new RunNumber(2), "order 10 names nobody");
        shop.runs.publish(orders().row(10, 1, "1.00", null).whole());
        shop.load();

        assertThat(shop.versions()).containsExactly("1 10 1 1.00 null");
        assertThat(shop.loadedRuns().newest(10))
                .extracting(LedgerRow::skipped)
                .containsExactly(
                        Optional.empty(), Optional.of("order 10 names nobody"), Optional.empty());
    }

    @Test
    void aRunCanOnlyBeSkippedWhenItIsNext() {
        publishTwoRuns();

        assertThatThrownBy(() -> shop.loading().skip(new RunNumber(2), "no reason"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "run 2 of shop cannot be loaded: the run before it is not loaded");
        assertThat(shop.query("select * from tidemark.load_log")).isEmpty();
    }

    @Test
    void aLoadedRunCannotBeSkipped() {
        publishTwoRuns();
        shop.load();

        assertThatThrownBy(() -> shop.loading().skip(new RunNumber(2), "no reason"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("run 2 of shop is in the warehouse already");
    }

    @Test
    void anEmptiedZoneIsRefused() {
        publishTwoRuns();
        shop.load();
        shop.zone.keys().forEach(shop.zone::remove);

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("stands at run 2")
                .hasMessageContaining("holds no run at all: it was emptied or swapped");
    }

    @Test
    void aSwappedZoneIsRefused() {
        publishTwoRuns();
        shop.load();
        shop.zone.keys().forEach(shop.zone::remove);
        var others = new ProcessedRuns(shop.zone, Shop.PIPELINE, 43);
        others.publish(customers().row(1, "Ada", null));
        others.publish(customers().row(2, "Bo", null));
        others.publish(customers().row(3, "Cy", null));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("holds another run 2 than the one that was followed");
        assertLoadedOnce();
    }

    @Test
    void aZoneThatWasRestoredToAnEarlierStateIsRefused() {
        publishTwoRuns();
        shop.load();
        shop.zone.remove(RunLog.keyOf(Shop.PIPELINE, new RunNumber(2)));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "ends at run 1: it was restored to an earlier state or swapped");
    }

    @Test
    void aFileThatIsNotTheOneOfItsQueryLogIsRefusedAndNothingIsLoaded() {
        publishTwoRuns();
        Key file =
                shop.zone.keys().stream()
                        .filter(key -> key.value().contains("fact_order"))
                        .findFirst()
                        .orElseThrow();
        shop.zone.remove(file);

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(file.value());
        assertThat(shop.customers()).isEmpty();
        assertThat(shop.query("select * from tidemark.load_log")).isEmpty();
    }

    @Test
    void whatWasDeletedIsCountedApart() {
        publishTwoRuns();
        shop.load();
        shop.runs.publish(customers().left(1).row(2, "Bo", null), orders().left(10).left(11));

        var loaded = (LoadResult.Loaded) shop.load();

        assertThat(loaded.runs()).extracting(LoadedRun::rows).containsExactly(1L);
        assertThat(loaded.runs()).extracting(LoadedRun::deleted).containsExactly(3L);
        assertThat(loaded.text()).isEqualTo("loaded 1 run: 1 row changed, 3 deleted");
        assertThat(shop.loadedRuns().newest(1))
                .extracting(LedgerRow::rows, LedgerRow::deleted)
                .containsExactly(tuple(1L, 3L));
    }

    @Test
    void aWarehouseThatNothingWasLoadedIntoHasNoRuns() {
        assertThat(shop.loadedRuns().newest(10)).isEmpty();
    }

    @Test
    void theNewestRunsAreListedFirst() {
        publishTwoRuns();
        shop.load();

        assertThat(shop.loadedRuns().newest(1))
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.run()).isEqualTo(new RunNumber(2));
                            assertThat(row.rows()).isEqualTo(2);
                        });
    }
}
