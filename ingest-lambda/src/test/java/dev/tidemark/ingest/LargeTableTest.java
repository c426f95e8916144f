package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingest.source.Steps;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A table large enough to be read by two sessions, which have to see the same instant.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class LargeTableTest {

    @Test
    void twoSessionsReadOneInstant(TestDatabase database) throws SQLException {
        database.execute(
                "create table account (id int primary key, amount bigint not null, pad text)",
                "insert into account select i, 100, repeat(md5(i::text), 12)"
                        + " from generate_series(1, 200000) i");
        var shop =
                new Shop(database)
                        .steps(
                                new Steps() {
                                    @Override
                                    public void beforeRows() {
                                        transfer(database);
                                    }
                                });

        IngestedTable account = Shop.table(shop.run(), "account");

        assertThat(account.files()).hasSizeGreaterThan(1);
        Map<String, String> rows = shop.replay.table("account");
        assertThat(rows).hasSize(200_000);
        assertThat(rows.values()).allMatch(row -> row.split("\\|", -1)[1].equals("100"));
        shop.steps(Steps.UNDISTURBED);
        assertThat(Shop.table(shop.run(), "account").rowsUpserted()).isEqualTo(2);
    }

    @Test
    void whoeverQueuesForATableHoldsUpASecondSessionOnlyOnce(TestDatabase database)
            throws Exception {
        for (int i = 1; i <= 3; i++) {
            database.execute(
                    "create table large_%d (id int primary key, pad text)".formatted(i),
                    "insert into large_%d select i, repeat(md5(i::text), 240) from generate_series(1, 10) i"
                            .formatted(i),
                    "alter table large_%d alter pad set storage plain".formatted(i),
                    "insert into large_%d select i, repeat(md5(i::text), 240) from generate_series(11, 9500) i"
                            .formatted(i));
        }
        var migration =
                new Thread(
                        () -> {
                            try {
                                database.execute("alter table large_1 add column note text");
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        var shop =
                new Shop(database)
                        .steps(
                                new Steps() {
                                    @Override
                                    public void beforeRows() {
                                        migration.start();
                                        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                                    }
                                });
        Instant start = Clock.systemUTC().instant();

        shop.run();

        assertThat(Duration.between(start, Clock.systemUTC().instant()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(25));
        migration.join();
    }

    /// From a row of the first half to one of the second, after the snapshot and before the read.
    private static void transfer(TestDatabase database) {
        try {
            database.execute(
                    "begin; update account set amount = 0 where id = 1;"
                            + " update account set amount = 200 where id = 200000; commit");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
