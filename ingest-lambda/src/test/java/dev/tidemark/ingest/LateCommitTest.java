package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a reader that trusts `last_updated` loses or doubles.
@ExtendWith(PostgresExtension.class)
class LateCommitTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("insert into orders select i, 'note ' || i from generate_series(1, 10) i");
        shop.run();
    }

    @Test
    void aTransactionThatCommitsAfterTheReadComesWithTheNextRun() throws SQLException {
        try (Connection late = shop.transaction()) {
            late.createStatement().execute("insert into orders values (11, 'late')");
            twoTicksSeeOnly("(12, 'early')", "(13, 'early too')");
            late.commit();
        }

        assertThat(upserted()).as("the late row, and not the early ones again").isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).containsKey("11");
    }

    @Test
    void theSameUnderASavepoint() throws SQLException {
        try (Connection late = shop.transaction()) {
            late.createStatement().execute("insert into orders values (11, 'parent')");
            late.setSavepoint();
            late.createStatement().execute("insert into orders values (12, 'child')");
            twoTicksSeeOnly("(13, 'early')", "(14, 'early too')");
            late.setSavepoint();
            late.createStatement().execute("update orders set note = 'child' where order_id = 1");
            twoTicksSeeOnly("(15, 'early')", "(16, 'early too')");
            late.commit();
        }

        assertThat(upserted()).isEqualTo(3);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).containsKeys("11", "12");
    }

    @Test
    void theSamePrepared() throws SQLException {
        try (Connection late = shop.transaction()) {
            late.createStatement().execute("insert into orders values (11, 'prepared')");
            late.createStatement().execute("prepare transaction '%s'".formatted(shop.reader()));
        }
        twoTicksSeeOnly("(12, 'early')", "(13, 'early too')");

        shop.execute("commit prepared '%s'".formatted(shop.reader()));

        assertThat(upserted()).isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).containsKey("11");
    }

    @Test
    void aRowSeenOnceIsNotReadAgainWhileAnOldTransactionHoldsTheHorizonBack() throws SQLException {
        try (Connection late = shop.transaction()) {
            late.createStatement().execute("insert into orders values (11, 'late')");
            for (int id = 12; id < 16; id++) {
                shop.execute("insert into orders values (%d, 'early')".formatted(id));
                assertThat(upserted()).as("only row %d", id).isEqualTo(1);
            }
            late.commit();
        }

        assertThat(upserted()).isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    @Test
    void aRowThatAFullReadSawIsNotReadAgainEither() throws SQLException {
        try (Connection late = shop.transaction()) {
            late.createStatement().execute("insert into orders values (11, 'late')");
            shop.execute("create table fresh (id int primary key)", "insert into fresh values (1)");
            assertThat(Shop.table(shop.run(), "fresh").mode()).isEqualTo(IngestedTable.Mode.FULL);

            late.commit();
        }

        assertThat(Shop.table(shop.run(), "fresh").mode()).isEqualTo(IngestedTable.Mode.UNCHANGED);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).containsKey("11");
    }

    @Test
    void rowsThatTieWithTheLastOneComeOnce() throws SQLException {
        String tie = "insert into orders values (%d, 'tie', 1, '2026-03-01 12:00:00.000')";
        shop.execute(tie.formatted(11), tie.formatted(12));
        assertThat(upserted()).isEqualTo(2);

        shop.execute(tie.formatted(13));

        assertThat(upserted()).isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    @Test
    void aClockSetBackHidesNothing() throws SQLException {
        shop.execute("insert into orders values (11, 'before', 1, '2030-01-01')");
        upserted();

        shop.execute("insert into orders values (12, 'after', 1, '1999-12-31')");

        assertThat(upserted()).isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    @Test
    void aRowWithoutLastUpdatedArrives() throws SQLException {
        shop.execute("insert into orders values (11, 'no time', 1, null)");

        assertThat(upserted()).isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    @Test
    void anUpdateThatLeavesLastUpdatedAloneArrives() throws SQLException {
        shop.execute("update orders set note = 'silent' where order_id = 3");

        assertThat(upserted()).isEqualTo(1);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    /// Each writes a row that the next tick sees, while another transaction stays open.
    private void twoTicksSeeOnly(String first, String second) throws SQLException {
        for (String row : List.of(first, second)) {
            shop.execute("insert into orders values " + row);
            assertThat(upserted()).as("only %s", row).isEqualTo(1);
        }
    }

    private long upserted() {
        IngestedTable orders = Shop.table(shop.run(), "orders");
        assertThat(orders.mode()).isEqualTo(IngestedTable.Mode.DELTA);
        assertThat(orders.rowsDeleted()).isZero();
        return orders.rowsUpserted();
    }
}
