package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.ingest.IngestResult.NothingNew;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What changes rows, or which rows a table has, without a new `xmin`; and what looks like it.
@ExtendWith(PostgresExtension.class)
class HiddenChangeTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute(
                "insert into orders select i, 'note ' || i from generate_series(1, 10) i",
                "create type mood as enum ('happy', 'sad')",
                "create table customer (id int primary key, mood mood)",
                "insert into customer values (1, 'happy'), (2, 'sad')",
                "create table customer_new (id int primary key, mood mood)",
                "insert into customer_new values (3, 'sad')",
                "create table event (id int, day int, primary key (id, day)) partition by list (day)",
                "create table event_1 partition of event for values in (1)",
                "create table event_2 partition of event for values in (2)",
                "insert into event values (1, 1), (2, 2)",
                "create schema staging",
                "create table staging.event_3 (id int not null, day int not null, primary key (id, day))",
                "insert into staging.event_3 values (3, 3)");
        shop.run();
    }

    @Test
    void aColumnAddedWithADefaultIsReadForAllRows() throws SQLException {
        shop.execute("alter table orders add column flag int not null default 7");

        assertThat(Shop.table(shop.run(), "orders").mode()).isEqualTo(Mode.FULL);
        assertThat(shop.archived().values()).hasSize(10).allMatch(row -> row.endsWith("|7"));
    }

    @Test
    void aColumnDroppedAndAddedAgainWithAnotherDefaultIsReadForAllRows() throws SQLException {
        shop.execute("alter table orders add column flag int not null default 7");
        shop.run();
        shop.execute(
                "alter table orders drop column flag",
                "alter table orders add column flag int not null default 8");

        shop.run();

        assertThat(shop.archived().values()).hasSize(10).allMatch(row -> row.endsWith("|8"));
    }

    @Test
    void rowsOfAPartitionThatIsAttachedArrive() throws SQLException {
        shop.execute("alter table event attach partition staging.event_3 for values in (3)");

        IngestedTable event = Shop.table(shop.run(), "event");

        assertThat(event.mode()).isEqualTo(Mode.FULL);
        assertThat(shop.replay.table("event").keySet())
                .containsExactlyInAnyOrder("1|1", "2|2", "3|3");
    }

    @Test
    void rowsOfAPartitionThatIsDetachedAreDeleted() throws SQLException {
        shop.execute("alter table event detach partition event_2");

        shop.run();

        assertThat(shop.replay.table("event").keySet()).containsExactlyInAnyOrder("1|1");
    }

    /// As many rows as before, and none with a new `xmin`.
    @Test
    void aPartitionSwappedForAnotherOfTheSameSizeIsReadInFull() throws SQLException {
        shop.execute(
                "alter table event detach partition event_2",
                "alter table event attach partition staging.event_3 for values in (3)");

        shop.run();

        assertThat(shop.replay.table("event").keySet()).containsExactlyInAnyOrder("1|1", "3|3");
    }

    @Test
    void aPartitionAttachedDuringTheReadComesWithTheNextRun() throws SQLException {
        shop.execute("insert into event values (11, 1)");
        var once = new AtomicBoolean(true);
        shop.steps(
                new Steps() {
                    @Override
                    public void beforeRows() {
                        if (once.getAndSet(false)) {
                            quietly(
                                    "alter table event attach partition staging.event_3 for values in (3)");
                        }
                    }
                });

        shop.run();
        assertThat(shop.replay.table("event").keySet())
                .containsExactlyInAnyOrder("1|1", "11|1", "2|2");

        shop.run();
        assertThat(shop.replay.table("event").keySet())
                .containsExactlyInAnyOrder("1|1", "11|1", "2|2", "3|3");
    }

    @Test
    void changesInPartitionsAreFoundByTheUsualRule() throws SQLException {
        shop.execute(
                "insert into event values (12, 1)",
                "update event set day = 2 where id = 1",
                "delete from event where id = 2");

        IngestedTable event = Shop.table(shop.run(), "event");

        assertThat(event.mode()).isEqualTo(Mode.DELTA);
        assertThat(shop.replay.table("event").keySet()).containsExactlyInAnyOrder("1|2", "12|1");
    }

    @Test
    void aTableSwappedByRenameIsReadInFull() throws SQLException {
        shop.execute(
                "alter table customer rename to customer_old",
                "alter table customer_new rename to customer");

        shop.run();

        assertThat(shop.replay.table("customer")).hasSize(1).containsEntry("3", "3|sad");
        assertThat(shop.replay.table("customer_old")).hasSize(2);
        assertThat(shop.replay.table("customer_new")).isEmpty();
    }

    @Test
    void aRenamedEnumLabelReachesAllRows() throws SQLException {
        shop.execute("alter type mood rename value 'sad' to 'blue'");

        shop.run();

        assertThat(shop.replay.table("customer")).containsEntry("2", "2|blue");
    }

    @Test
    void vacuumAndClusterChangeNothing() throws SQLException {
        shop.execute(
                "vacuum full orders",
                "cluster customer using customer_pkey",
                "vacuum freeze event");

        assertThat(shop.tick()).isInstanceOf(NothingNew.class);
    }

    @Test
    void aTruncateBetweenLookAndReadDoesNotShowTheTableEmpty() throws Exception {
        requireSeenWhole(
                "truncate orders",
                "insert into orders select i, 'new' from generate_series(1, 5) i");
        assertThat(shop.archived()).hasSize(5);
    }

    @Test
    void aRewriteBetweenLookAndReadDoesNotShowTheTableEmpty() throws Exception {
        requireSeenWhole("alter table orders alter column note type text using note || '!'");
        assertThat(shop.archived()).hasSize(10);
    }

    @Test
    void aColumnThatChangesItsTypeBetweenLookAndReadIsReadAsItIs() throws Exception {
        requireSeenWhole("alter table orders alter column order_id type bigint");
        assertThat(shop.archived()).hasSize(10);
    }

    @Test
    void aTableDroppedBetweenLookAndReadIsGone() throws Exception {
        duringTheLook("drop table event_1", "drop table customer_new");

        assertThat(Shop.table(shop.run(), "customer_new").mode()).isEqualTo(Mode.GONE);
        assertThat(shop.replay.table("event").keySet()).containsExactlyInAnyOrder("2|2");
    }

    @Test
    void aTableThatAppearsBetweenLookAndReadIsLockedLikeTheOthers() throws SQLException {
        shop.execute("insert into customer values (9, 'happy')");
        var once = new AtomicBoolean(true);
        shop.steps(
                new Steps() {
                    @Override
                    public void beforeLocks() {
                        if (once.getAndSet(false)) {
                            quietly("create table late (id int primary key)");
                            quietly("insert into late values (1)");
                        }
                    }

                    @Override
                    public void beforeRows() {
                        assertThatThrownBy(
                                        () ->
                                                shop.execute(
                                                        "set lock_timeout = 200", "truncate late"))
                                .hasMessageContaining("lock timeout");
                    }
                });

        shop.run();

        assertThat(shop.replay.table("late").keySet()).containsExactly("1");
    }

    /// The statements run after ingest has read the catalog, in a transaction that is still open when
    /// ingest asks for its locks.
    private void requireSeenWhole(String... statements) throws Exception {
        duringTheLook(statements);
        shop.run();
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    private void duringTheLook(String... statements) {
        quietly("insert into customer values (9, 'happy')");
        var once = new AtomicBoolean(true);
        shop.steps(
                new Steps() {
                    @Override
                    public void beforeLocks() {
                        if (once.getAndSet(false)) {
                            commitSoon(statements);
                        }
                    }
                });
    }

    private void commitSoon(String... statements) {
        try {
            Connection other = shop.transaction();
            for (String statement : statements) {
                other.createStatement().execute(statement);
            }
            var unused =
                    CompletableFuture.runAsync(
                            () -> {
                                try (other) {
                                    other.commit();
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void quietly(String statement) {
        try {
            shop.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
