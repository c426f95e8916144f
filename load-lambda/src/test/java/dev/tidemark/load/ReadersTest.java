package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever reads while runs are loaded sees whole runs, in every isolation level.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class ReadersTest {

    private static final int RUNS = 30;
    private static final int ORDERS = 20;

    /// Zero in every whole run: all orders and the customer carry the number of the run.
    private static final String TORN =
            """
            select count(*) filter (where o.amount <> c.name::numeric) as torn, count(*) as orders
            from shop.dim_customer as c join shop.fact_order_current as o using (customer_id)
            """;

    private final Shop shop;

    ReadersTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void loadRun(int number, Loading loading) {
        ModelRows orders = orders();
        for (int order = 1; order <= ORDERS; order++) {
            orders = orders.row(order, 1, number + ".00", null);
        }
        shop.runs.publish(customers().row(1, String.valueOf(number), null), orders);
        loading.catchUp(Deadline.none());
    }

    @Test
    void readersSeeWholeRunsOnly() throws Exception {
        loadRun(1, shop.loading());
        var over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Set<String>> committed =
                    threads.submit(() -> read(Connection.TRANSACTION_READ_COMMITTED, over));
            Future<Set<String>> repeatable =
                    threads.submit(() -> read(Connection.TRANSACTION_REPEATABLE_READ, over));
            try {
                for (int run = 2; run <= RUNS; run++) {
                    loadRun(run, run % 2 == 0 ? shop.largeLoading() : shop.loading());
                }
            } finally {
                over.set(true);
            }
            assertThat(committed.get()).containsExactly("0 " + ORDERS);
            assertThat(repeatable.get()).containsExactly("0 " + ORDERS);
        }
    }

    /// Asks twice in each transaction; gives the different answers.
    private Set<String> read(int isolation, AtomicBoolean over) throws SQLException {
        Set<String> answers = new LinkedHashSet<>();
        try (Connection reader = shop.connect()) {
            reader.setTransactionIsolation(isolation);
            reader.setAutoCommit(false);
            while (!over.get()) {
                answers.addAll(Shop.query(reader, TORN));
                answers.addAll(Shop.query(reader, TORN));
                reader.commit();
            }
        }
        return answers;
    }

    /// Each load rests between its tables for longer than the reader would wait for a lock.
    @ParameterizedTest
    @EnumSource(VersionsTest.Way.class)
    void noReaderWaitsForALock(VersionsTest.Way way) throws Exception {
        loadRun(1, shop.loading());
        Limits limits = way == VersionsTest.Way.SMALL ? Limits.DEFAULT : Shop.LARGE;
        var over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Set<String>> answers = threads.submit(() -> poll(over));
            try {
                for (int run = 2; run <= 3; run++) {
                    loadRun(run, shop.interrupted(limits, ReadersTest::rest));
                }
            } finally {
                over.set(true);
            }
            assertThat(answers.get()).containsExactly("0 " + ORDERS);
        }
    }

    private static void rest() {
        try {
            Thread.sleep(600);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> poll(AtomicBoolean over) throws Exception {
        Set<String> answers = new LinkedHashSet<>();
        try (Connection reader = shop.connect()) {
            Shop.query(reader, "select set_config('lock_timeout', '300ms', false)");
            while (!over.get()) {
                answers.addAll(Shop.query(reader, TORN));
                Thread.sleep(10);
            }
        }
        return answers;
    }
}
