package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingest.source.Steps;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The settings that an administrator gave the role, or the database, do not end an ingest half-way.
@ExtendWith(PostgresExtension.class)
class HostileSettingsTest {

    /// Longer than any of the role's limits.
    private static final Duration LONG = Duration.ofMillis(1500);

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("insert into orders values (1), (2)");
    }

    @Test
    void aPauseWithinTheTransactionIsAllowed() throws SQLException {
        limit("idle_in_transaction_session_timeout = '1s'");

        assertThat(shop.steps(pausing()).run().tables()).hasSize(1);
    }

    @Test
    void theTransactionMayLast() throws SQLException {
        limit("transaction_timeout = '1s'");

        assertThat(shop.steps(pausing()).run().tables()).hasSize(1);
    }

    @Test
    void aPauseBeforeTheTransactionIsAllowed() throws SQLException {
        limit("idle_session_timeout = '1s'");

        assertThat(shop.steps(pausing()).run().tables()).hasSize(1);
    }

    @Test
    void aStatementMayTakeItsTime() throws Exception {
        limit("statement_timeout = '1s'");

        assertThat(runWhileTheTableIsLocked().tables()).hasSize(1);
    }

    @Test
    void aLockIsWaitedFor() throws Exception {
        limit("lock_timeout = '100ms'");

        assertThat(runWhileTheTableIsLocked().tables()).hasSize(1);
    }

    private void limit(String setting) throws SQLException {
        shop.execute("alter role %s set %s".formatted(shop.reader(), setting));
    }

    private static Steps pausing() {
        return new Steps() {
            @Override
            public void beforeLocks() {
                pause();
            }

            @Override
            public void beforeRows() {
                pause();
            }
        };
    }

    private IngestLog runWhileTheTableIsLocked() throws Exception {
        try (Connection other = shop.transaction()) {
            other.createStatement().execute("lock table orders in access exclusive mode");
            var release =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        pause();
                                        rollBack(other);
                                    });
            try {
                return shop.run();
            } finally {
                release.join();
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        LockSupport.parkNanos(LONG.toNanos());
    }
}
