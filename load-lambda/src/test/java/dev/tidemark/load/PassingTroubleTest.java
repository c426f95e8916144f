package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TransientFailure;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What others do in the warehouse ends a load only if it lasts.
@ExtendWith(PostgresExtension.class)
class PassingTroubleTest {

    private static final Limits IMPATIENT =
            new Limits(Duration.ofMillis(150), Duration.ofMinutes(5), 20_000);

    private final Shop shop;
    private final TestDatabase database;

    PassingTroubleTest(TestDatabase database) {
        this.database = database;
        shop = new Shop(database);
    }

    @BeforeEach
    void aRunIsLoadedAndAnotherOneWaits() {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", "a"));
        shop.load();
        shop.runs.publish(customers().row(1, "Adele", null), orders().row(10, 1, "2.00", "a"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void assertLoadedOnce() {
        assertThat(shop.versions()).containsExactly("1 10 1 1.00 a", "2 10 1 2.00 a");
        assertThat(shop.customers()).containsExactly("1 Adele null null");
    }

    private Connection locking(String table) throws SQLException {
        Connection rival = shop.connect();
        rival.setAutoCommit(false);
        Shop.query(rival, "select 1 from shop.%s limit 0".formatted(table));
        try (var statement = rival.createStatement()) {
            statement.execute("lock table shop.%s in exclusive mode".formatted(table));
        }
        return rival;
    }

    @Test
    void aLockThatIsHeldForAWhileIsWaitedForAgain() throws Exception {
        try (Connection rival = locking("dim_customer");
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<LoadResult> load =
                    threads.submit(() -> shop.loading(IMPATIENT).catchUp(Deadline.none()));
            shop.awaitWaiting();
            shop.awaitNobodyWaiting();
            rival.rollback();

            assertThat(load.get()).isInstanceOf(LoadResult.Loaded.class);
        }
        assertLoadedOnce();
    }

    @Test
    void aLockThatIsHeldForLongEndsTheLoadAndTheNextOneBeginsWithTheSameRun() throws Exception {
        try (Connection rival = locking("dim_customer")) {
            assertThatThrownBy(() -> shop.loading(IMPATIENT).catchUp(Deadline.none()))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("loading run 2 at ")
                    .hasMessageContaining("find who holds the lock in pg_locks");
            assertThat(shop.customers()).containsExactly("1 Ada null null");
            rival.rollback();
        }
        shop.load();

        assertLoadedOnce();
    }

    /// The rival holds what the load wants next and waits for what the load has changed; it waits so
    /// patiently that the load is the one that gives way.
    @Test
    void aDeadlockIsRepeated() throws Exception {
        List<Future<List<String>>> waiting = new ArrayList<>();
        try (Connection rival = locking("fact_order_superseded");
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Shop.query(rival, "select set_config('deadlock_timeout', '1min', false)");
            Loading loading =
                    shop.interrupted(
                            Limits.DEFAULT,
                            () -> {
                                if (waiting.isEmpty()) {
                                    waiting.add(
                                            threads.submit(
                                                    () -> {
                                                        List<String> row =
                                                                Shop.query(
                                                                        rival,
                                                                        "update shop.dim_customer set city = 'York' returning city");
                                                        rival.rollback();
                                                        return row;
                                                    }));
                                    shop.awaitWaiting();
                                }
                            });

            assertThat(loading.catchUp(Deadline.none())).isInstanceOf(LoadResult.Loaded.class);
            assertThat(waiting.getFirst().get()).containsExactly("York");
        }
        assertLoadedOnce();
    }

    @Test
    void aLoadMayPauseAndTakeItsTimeWhateverTheDatabaseSets() throws SQLException {
        database.execute(
                "alter database %s set idle_in_transaction_session_timeout = '200ms'"
                        .formatted(database.name()),
                "alter database %s set transaction_timeout = '300ms'".formatted(database.name()));

        shop.interrupted(Limits.DEFAULT, () -> LockSupport.parkNanos(500_000_000))
                .catchUp(Deadline.none());

        assertLoadedOnce();
    }

    @Test
    void whatTookTooLongIsUndoneAndSaysWhereItMayTakeLonger() {
        shop.execute(
                """
                create function shop.slow() returns trigger language plpgsql as $$ begin
                    perform pg_sleep(5);
                    return new;
                end $$;
                create trigger slow before insert on shop.fact_order for each row execute function shop.slow();
                """);
        var brief = new Limits(Duration.ofSeconds(5), Duration.ofMillis(300), 20_000);

        assertThatThrownBy(() -> shop.loading(brief).catchUp(Deadline.none()))
                .isInstanceOf(TransientFailure.class)
                .hasMessage(
                        """
                        loading run 2 took longer than this call may, and was undone
                          To fix: give the function more time or memory, or make this load from a machine, where a statement may take 30 minutes:  tidemark load shop\
                        """);
        assertThat(shop.versions()).containsExactly("1 10 1 1.00 a");
    }

    /// The statements of all tables together would otherwise outlast the call.
    @Test
    void eachTableHasTheTimeThatThoseBeforeItLeft() {
        shop.execute(
                """
                create function shop.noted() returns trigger language plpgsql as $$ begin
                    new.note := current_setting('statement_timeout') || ' of ' || current_setting('transaction_timeout');
                    return new;
                end $$;
                create trigger noted before insert on shop.fact_order for each row execute function shop.noted();
                """);
        var now = new AtomicReference<>(Instant.EPOCH);
        InstantSource time = now::get;

        shop.interrupted(
                        Limits.DEFAULT,
                        () -> now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1))))
                .catchUp(Deadline.in(Duration.ofMinutes(3), time.withZone(ZoneOffset.UTC)));

        assertThat(shop.versions()).containsExactly("1 10 1 1.00 a", "2 10 1 2.00 2min of 182s");
    }

    @Test
    void whatTheRoleOrTheDatabaseSetsDoesNotMatter() throws SQLException {
        database.execute(
                "alter database %s set default_transaction_isolation = 'serializable'"
                        .formatted(database.name()),
                "alter database %s set search_path = 'nowhere'".formatted(database.name()),
                "alter database %s set lock_timeout = '1ms'".formatted(database.name()),
                "alter database %s set statement_timeout = '5s'".formatted(database.name()));
        List<String> isolation = new ArrayList<>();

        shop.interrupted(
                        Limits.DEFAULT,
                        () ->
                                isolation.addAll(
                                        shop.query(
                                                """
                                                select count(*) from pg_locks where mode = 'SIReadLock'
                                                """)))
                .catchUp(Deadline.none());

        assertThat(isolation).containsOnly("0");
        assertLoadedOnce();
    }
}
