package dev.tidemark.local.totesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(PostgresExtension.class)
class BusinessDayTest {

    private static final long SEED = 7;
    private static final int SALES = 500;

    private final Rows rows;
    private final Totesys totesys;

    BusinessDayTest(TestDatabase database) {
        rows = new Rows(database);
        totesys = rows.totesys(SEED, SALES);
    }

    @BeforeEach
    void seed() {
        totesys.seed();
    }

    @Test
    void repeatsItselfForTheSameSeedAndDays(TestDatabase second) throws SQLException {
        var again = new Rows(second).totesys(SEED, SALES);
        again.seed();

        for (int day = 1; day <= 3; day++) {
            assertThat(again.play(day)).isEqualTo(totesys.play(day));
        }
        commitLateOrder(totesys);
        commitLateOrder(again);

        assertThat(new Rows(second).content()).isEqualTo(rows.content());
    }

    @Test
    void differsForAnotherSeed(TestDatabase second) throws SQLException {
        var other = new Rows(second).totesys(SEED + 1, SALES);
        other.seed();

        assertThat(new Rows(second).content().get("sales_order"))
                .isNotEqualTo(rows.content().get("sales_order"));
    }

    @Test
    void showsEveryKindOfChangeWithinThreeDays() {
        var first = totesys.play(1);
        var second = totesys.play(2);
        var third = totesys.play(3);

        for (Change change : Change.values()) {
            int count = first.count(change) + second.count(change) + third.count(change);
            assertThat(count).as(change.label()).isPositive();
        }
        assertThat(first.date()).isEqualTo(LocalDate.of(2026, 11, 2));
    }

    @Test
    void countsWhatItDid() throws SQLException {
        int transactions = rows.count("transaction");

        var day = totesys.play(1);

        assertThat(rows.count("sales_order")).isEqualTo(SALES + day.count(Change.SALE_ENTERED));
        assertThat(rows.count("transaction"))
                .isEqualTo(rows.count("payment"))
                .isEqualTo(
                        transactions
                                + day.count(Change.SALE_ENTERED)
                                + day.count(Change.PURCHASE_ENTERED));
        assertThat(rows.count("sales_order where created_at::date = '2026-11-02'"))
                .isEqualTo(day.count(Change.SALE_ENTERED));
    }

    @Test
    void paysOneBatchInOneMillisecond() throws SQLException {
        var day = totesys.play(1);

        assertThat(day.count(Change.PAYMENT_PAID)).isBetween(20, 37);
        assertThat(
                        rows.all(
                                "select count(*) from payment where paid and last_updated >= '2026-11-02'"
                                        + " group by last_updated"))
                .containsExactly("" + day.count(Change.PAYMENT_PAID));
    }

    @Test
    void changesTheWatchedOrderEveryDayWithoutTelling() throws SQLException {
        for (int number = 1; number <= 9; number++) {
            String before = watched("created_at || '/' || last_updated");
            String values = watched("t::text");

            var day = totesys.play(number);

            assertThat(day.watched().salesOrderId())
                    .isEqualTo(totesys.watchedOrder())
                    .isBetween(1, SALES);
            assertThat(watched("created_at || '/' || last_updated")).isEqualTo(before);
            assertThat(watched("t::text")).isNotEqualTo(values);
        }
    }

    @Test
    void namesTheColumnThatChangedSilently() throws SQLException {
        String before = watched("staff_id");

        var day = totesys.play(1);

        assertThat(day.watched().column()).isEqualTo("staff_id");
        assertThat(watched("staff_id")).isNotEqualTo(before);
    }

    @Test
    void stampsNothingButNewRowsAndPayments() throws SQLException {
        for (int day = 1; day <= 6; day++) {
            totesys.play(day);
        }

        for (String table : Rows.TABLES) {
            if (!table.equals("payment")) {
                assertThat(rows.count(table + " where last_updated <> created_at"))
                        .as(table)
                        .isZero();
            }
        }
    }

    @Test
    void deletesASaleWithAllThatBelongsToItAndAPurchaseAlone() throws SQLException {
        totesys.play(2);
        assertThat(
                        rows.count(
                                "transaction where sales_order_id is null and purchase_order_id is null"))
                .isZero();

        totesys.play(3);
        assertThat(
                        rows.count(
                                "transaction join payment using (transaction_id)"
                                        + " where sales_order_id is null and purchase_order_id is null"))
                .isEqualTo(1);
    }

    @Test
    void goesOnForAQuarter() throws SQLException {
        for (int day = 1; day <= 65; day++) {
            totesys.play(day);
        }

        assertThat(rows.count("sales_order")).isGreaterThan(SALES + 65 * 19);
        assertThat(rows.all("select location from department where department_id = 4"))
                .containsExactly("Leds");
    }

    @Test
    void beginsWithDayOne() {
        assertThatThrownBy(() -> totesys.play(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Business days are numbered from 1, not 0");
    }

    private static void commitLateOrder(Totesys totesys) {
        try (var late = totesys.openLateTransaction(3)) {
            late.commit();
        }
    }

    private String watched(String expression) throws SQLException {
        return rows.one(
                "select %s from sales_order t where sales_order_id = %d"
                        .formatted(expression, totesys.watchedOrder()));
    }
}
