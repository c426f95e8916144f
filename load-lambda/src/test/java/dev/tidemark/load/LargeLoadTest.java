package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A partition that was built beside its fact is like any other, and building it disturbs nobody.
@ExtendWith(PostgresExtension.class)
class LargeLoadTest {

    private static final String CONSTRAINTS =
            """
            select conname, contype, convalidated, conparentid <> 0 from pg_constraint
            where conrelid = 'shop.%s'::regclass and contype in ('f', 'c') order by 1
            """;

    private final Shop shop;
    private final TestDatabase database;

    LargeLoadTest(TestDatabase database) {
        this.database = database;
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void smallAndLargeLoadsMakeTheSameWarehouse() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        try (Shop other = new Shop(database.another())) {
            for (int run = 1; run <= 12; run++) {
                ModelRows orders = randomOrders(random);
                ModelRows customers = customers().row(1, "Ada", null).row(2, "Bo", null);
                shop.runs.publish(customers, orders);
                other.runs.publish(customers, orders);
                shop.largeLoading().catchUp(Deadline.none());
                other.load();
            }
            assertThat(shop.current()).as("seed %d", seed).isEqualTo(other.current());
            assertThat(versionsWithoutIds(shop)).isEqualTo(versionsWithoutIds(other));
            assertThat(
                            shop.query(
                                    "select count(*), count(superseded_by) from shop.fact_order_superseded"))
                    .isEqualTo(
                            other.query(
                                    "select count(*), count(superseded_by) from shop.fact_order_superseded"));
        }
    }

    private static ModelRows randomOrders(Random random) {
        ModelRows orders = orders();
        for (int key = 1; key <= 40; key++) {
            switch (random.nextInt(4)) {
                case 0 -> orders = orders.row(key, 1 + random.nextInt(2), "1.00", null);
                case 1 ->
                        orders =
                                orders.row(
                                        key, 1, random.nextInt(3) + ".50", "n" + random.nextInt(2));
                case 2 -> orders = orders.left(key);
                default -> {}
            }
        }
        return random.nextInt(4) == 0 ? orders.whole() : orders;
    }

    private static List<String> versionsWithoutIds(Shop shop) {
        return shop.query(
                """
                select l.run, f.order_id, f.customer_id, f.amount, f.note, e.run, e.superseded_by is null
                from shop.fact_order as f
                join tidemark.load_log_fact as l
                    on f.record_id between l.first_record_id and l.last_record_id
                left join shop.fact_order_superseded as e on e.record_id = f.record_id
                order by 1, 2
                """);
    }

    @Test
    void itsKeysAndIndexesAreThoseOfTheFact() {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.largeLoading().catchUp(Deadline.none());
        shop.runs.publish(orders().row(11, 1, "1.00", null));
        shop.load();

        assertThat(shop.query(CONSTRAINTS.formatted("fact_order_p1")))
                .containsExactly("fact_order_customer_id_fkey f t t")
                .isEqualTo(shop.query(CONSTRAINTS.formatted("fact_order_p2")));
        assertThat(
                        shop.query(
                                """
                                select count(*), bool_and(i.indisvalid) from pg_inherits as h
                                join pg_index as i on i.indexrelid = h.inhrelid
                                where i.indrelid = 'shop.fact_order_p1'::regclass
                                """))
                .containsExactly("2 t");
    }

    @Test
    void aRowThatNamesNobodyIsRefusedByTheAttachedPartitionToo() {
        shop.runs.publish(
                customers().row(1, "Ada", null), orders().row(10, 99, "1.00", "secret note"));

        assertThatThrownBy(() -> shop.largeLoading().catchUp(Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "run 1: rows for shop.fact_order name a member that a dimension does not have (constraint fact_order_customer_id_fkey)")
                .hasMessageNotContaining("99");
        assertThat(shop.query("select to_regclass('shop.fact_order_p1')")).containsExactly("null");
    }

    @Test
    void aReaderThatStaysOpenDoesNotStopIt() throws SQLException {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.load();
        shop.runs.publish(orders().row(11, 1, "1.00", null));
        try (Connection reader = shop.connect()) {
            reader.setAutoCommit(false);
            Shop.query(reader, "select * from shop.fact_order_current, shop.dim_customer");

            assertThat(shop.largeLoading().catchUp(Deadline.none()))
                    .isInstanceOf(LoadResult.Loaded.class);
        }
    }

    /// A statement that was planned before the run's commit and takes its snapshot after it: the
    /// planner asks a stable function how many rows to expect, and the function waits.
    @Test
    void aStatementPlannedBeforeTheCommitSeesTheWholeRun() throws Exception {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.load();
        shop.runs.publish(orders().row(10, 1, "2.00", null));
        shop.execute(
                """
                create function shop.waits() returns integer stable language plpgsql as $$
                begin
                    perform pg_advisory_lock_shared(7), pg_advisory_unlock_shared(7);
                    return 99;
                end $$
                """);
        shop.execute("select pg_advisory_lock(7)");
        try (Connection reader = shop.connect();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<List<String>> seen =
                    threads.submit(
                            () ->
                                    Shop.query(
                                            reader,
                                            "select amount from shop.fact_order_current where order_id < shop.waits()"));
            shop.awaitWaiting();

            shop.largeLoading().catchUp(Deadline.none());
            shop.execute("select pg_advisory_unlock(7)");

            assertThat(seen.get()).containsExactly("2.00");
        }
    }

    @Test
    void readersNeitherWaitNorSeeARunBeforeItsCommit() throws SQLException {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.load();
        shop.runs.publish(
                customers().row(2, "Bo", null).left(1),
                orders().row(10, 1, "2.00", null).row(11, 2, "5.00", null));
        List<String> seen = new ArrayList<>();
        String question =
                """
                select count(*), sum(amount), (select count(*) from shop.dim_customer where deleted_run is null)
                from shop.fact_order_current
                """;
        try (Connection older = shop.connect();
                Connection newer = shop.connect()) {
            older.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            older.setAutoCommit(false);
            Shop.query(older, question);
            Shop.query(newer, "select set_config('lock_timeout', '50ms', false)");

            shop.interrupted(
                            Shop.LARGE,
                            () -> {
                                try {
                                    seen.addAll(Shop.query(older, question));
                                    seen.addAll(Shop.query(newer, question));
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            })
                    .catchUp(Deadline.none());

            assertThat(seen).isNotEmpty().containsOnly("1 1.00 1");
            assertThat(Shop.query(older, question)).containsExactly("1 1.00 1");
            assertThat(Shop.query(newer, question)).containsExactly("2 7.00 1");
        }
    }

    @Test
    void smallLoadsShareAPartitionAndLargeOnesBeginBeyondItOneAfterTheOther() {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.runs.publish(orders().row(11, 1, "1.00", null));
        shop.load();
        shop.runs.publish(orders().row(12, 1, "1.00", null).row(13, 1, "1.00", null));
        shop.largeLoading().catchUp(Deadline.none());
        shop.runs.publish(orders().row(14, 1, "1.00", null));
        shop.load();

        shop.runs.publish(orders().row(15, 1, "1.00", null));
        shop.largeLoading().catchUp(Deadline.none());
        shop.runs.publish(orders().row(16, 1, "1.00", null));
        shop.largeLoading().catchUp(Deadline.none());

        assertThat(
                        shop.query(
                                "select tableoid::regclass, record_id from shop.fact_order order by 2"))
                .containsExactly(
                        "shop.fact_order_p1 1",
                        "shop.fact_order_p1 2",
                        "shop.fact_order_p1000001 1000001",
                        "shop.fact_order_p1000001 1000002",
                        "shop.fact_order_p1000003 1000003",
                        "shop.fact_order_p2000003 2000003",
                        "shop.fact_order_p2000004 2000004");
    }
}
