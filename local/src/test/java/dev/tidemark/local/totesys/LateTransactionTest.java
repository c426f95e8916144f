package dev.tidemark.local.totesys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(PostgresExtension.class)
class LateTransactionTest {

    private static final String ORDER =
            "transaction join payment using (transaction_id) join sales_order using (sales_order_id)"
                    + " where sales_order_id = ";

    private final Rows rows;
    private final Totesys totesys;

    LateTransactionTest(TestDatabase database) {
        rows = new Rows(database);
        totesys = rows.totesys(7, 100);
        totesys.seed();
    }

    @Test
    void isSeenOnlyAfterItsCommit() throws SQLException {
        try (var late = totesys.openLateTransaction(1)) {
            assertThat(rows.count(ORDER + late.salesOrderId())).isZero();

            late.commit();

            assertThat(rows.count(ORDER + late.salesOrderId())).isEqualTo(1);
        }
    }

    @Test
    void letsBusinessGoOnMeanwhile() throws SQLException {
        try (var late = totesys.openLateTransaction(1)) {
            totesys.play(1);
            totesys.play(2);
            late.commit();

            assertThat(late.salesOrderId())
                    .isLessThan(
                            Integer.parseInt(
                                    rows.one("select max(sales_order_id) from sales_order")));
        }
    }

    @Test
    void writesRowsUnderTheIdOfItsSavepoint() throws SQLException {
        long before = Long.parseLong(rows.one("select pg_current_xact_id()"));

        try (var late = totesys.openLateTransaction(1)) {
            late.commit();

            String xmin = "select xmin from sales_order where sales_order_id = ";
            assertThat(Long.parseLong(rows.one(xmin + late.salesOrderId())))
                    .isGreaterThan(before + 1);
        }
    }

    @Test
    void leavesNothingWhenItIsClosedUncommitted() throws SQLException {
        int id;
        try (var late = totesys.openLateTransaction(1)) {
            id = late.salesOrderId();
        }

        assertThat(rows.count(ORDER + id)).isZero();
    }
}
