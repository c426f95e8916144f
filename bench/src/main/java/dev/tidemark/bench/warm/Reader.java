package dev.tidemark.bench.warm;

import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// An analyst who asks the warehouse for the current state of a hundred orders, again and again, while runs are loaded.
final class Reader implements AutoCloseable {

    private static final String QUESTION =
            "select count(*), sum(units_sold) from %s_current where sales_order_id between ? and ? + 99"
                    .formatted(SalesPipeline.FACT);

    private static final String LOCK_TIMEOUT =
            "set lock_timeout = '%dms'".formatted(Answers.WAIT_MAX_MILLISECONDS);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int PAUSE_MILLISECONDS = 2;
    private static final long SEED = 7;

    private final List<Double> milliseconds = new ArrayList<>();
    private final CompletableFuture<Void> asking;
    private int refused;
    private volatile boolean closed;

    Reader(Database warehouse, int orders) {
        asking = CompletableFuture.runAsync(() -> ask(warehouse, orders));
    }

    private void ask(Database warehouse, int orders) {
        var chance = new Random(SEED);
        try (Connection connection = warehouse.connect();
                Statement setting = connection.createStatement();
                PreparedStatement question = connection.prepareStatement(QUESTION)) {
            setting.execute(LOCK_TIMEOUT);
            while (!closed) {
                int from = 1 + chance.nextInt(orders);
                question.setInt(1, from);
                question.setInt(2, from);
                answer(question);
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("asking the warehouse: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(PreparedStatement question) throws SQLException {
        long begun = System.nanoTime();
        try {
            question.executeQuery().close();
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            refused++;
        }
        milliseconds.add((System.nanoTime() - begun) / 1e6);
    }

    /// Asks no more.
    @Override
    public void close() {
        closed = true;
        asking.join();
    }

    /// What it met, once it is closed.
    Answers answers() {
        return Answers.of(milliseconds, refused);
    }
}
