package dev.tidemark.local.totesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(PostgresExtension.class)
class SeedingTest {

    private static final int SALES = 2_000;

    private final Rows rows;

    SeedingTest(TestDatabase database) {
        rows = new Rows(database);
        rows.totesys(7, SALES).seed();
    }

    @Test
    void createsTheTablesOfTotesys() throws SQLException {
        assertThat(
                        rows.all(
                                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"))
                .containsAll(Rows.TABLES)
                .contains("_prisma_migrations")
                .hasSize(12);
        assertThat(columns("sales_order"))
                .isEqualTo(
                        "sales_order_id integer, created_at timestamp(3) without time zone,"
                                + " last_updated timestamp(3) without time zone, design_id integer, staff_id integer,"
                                + " counterparty_id integer, units_sold integer, unit_price numeric(10,2),"
                                + " currency_id integer, agreed_delivery_date text, agreed_payment_date text,"
                                + " agreed_delivery_location_id integer");
        assertThat(columns("transaction")).contains("transaction_type \"TransactionType\"");
    }

    @Test
    void letsAnOrderGoAndHoldsEverythingElse() throws SQLException {
        assertThat(
                        rows.all(
                                "select confupdtype::text || confdeltype::text || count(*) from pg_constraint"
                                        + " where contype = 'f' group by confupdtype, confdeltype order by 1"))
                .containsExactly("cn2", "cr15");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000})
    void givesEveryOrderATransactionAndAPayment(int sales, TestDatabase database)
            throws SQLException {
        var rows = new Rows(database);

        var seeding = rows.totesys(1, sales).seed();

        assertThat(rows.count("sales_order")).isEqualTo(sales).isEqualTo(seeding.salesOrders());
        assertThat(rows.count("purchase_order"))
                .isEqualTo(sales * 2 / 5)
                .isEqualTo(seeding.purchaseOrders());
        assertThat(
                        rows.count(
                                "transaction join payment using (transaction_id)"
                                        + " left join sales_order using (sales_order_id)"
                                        + " left join purchase_order using (purchase_order_id)"
                                        + " where transaction.created_at = payment.created_at and transaction.created_at"
                                        + " = coalesce(sales_order.created_at, purchase_order.created_at)"))
                .isEqualTo(seeding.transactions())
                .isEqualTo(seeding.payments());
    }

    @Test
    void doesNotOrderItsIdsByTime() throws SQLException {
        assertThat(
                        rows.count(
                                "(select created_at < lag(created_at) over (order by sales_order_id) as back"
                                        + " from sales_order) as s where back"))
                .isBetween(SALES / 4, SALES * 3 / 4);
    }

    @Test
    void worksOnWeekdaysFromEightToSix() throws SQLException {
        assertThat(
                        rows.count(
                                "payment where extract(hour from created_at) not between 8 and 17"
                                        + " or extract(isodow from created_at) > 5"
                                        + " or extract(hour from last_updated) not between 8 and 17"))
                .isZero();
        assertThat(rows.count("payment where created_at = date_trunc('second', created_at)"))
                .isBetween(SALES / 20, SALES / 2);
    }

    @Test
    void paidInBatchesOfOneMillisecond() throws SQLException {
        assertThat(rows.count("payment where not paid and last_updated <> created_at")).isZero();
        assertThat(rows.count("payment where not paid")).isBetween(37, SALES / 4);
        assertThat(
                        rows.count(
                                "(select from payment where paid group by last_updated having count(*) > 5) b"))
                .isGreaterThan(SALES / 100);
    }

    @Test
    void stampsSmallTablesAllAtOnce() throws SQLException {
        assertThat(
                        rows.all(
                                "select last_updated from address union select last_updated from staff"
                                        + " union select created_at from department"
                                        + " union select created_at from counterparty"))
                .containsExactly("2022-11-03 14:20:49.962");
    }

    @Test
    void carriesTextThatBreaksNaiveCode() throws SQLException {
        assertThat(rows.all("select last_name from staff")).contains("O'Keefe");
        assertThat(rows.all("select country from address"))
                .contains("Democratic People's Republic of Korea");
        assertThat(rows.all("select postal_code from address")).contains("08841", "04524-5341");
        assertThat(rows.all("select address_line_2 from address"))
                .contains("\\N", "Suite \"N\"")
                .containsNull();
        assertThat(rows.all("select district from address")).contains("NULL").containsNull();
        assertThat(rows.all("select counterparty_legal_name from counterparty"))
                .contains("Bean & Leaf 🌱 Ltd", "Lakin \\ Hudson");
        assertThat(rows.all("select location from department")).contains("Leds").containsNull();
        assertThat(rows.all("select file_location from design")).contains("C:\\New\\totes");
        assertThat(rows.all("select item_code from purchase_order"))
                .contains("9002744")
                .anyMatch(code -> code.startsWith("0"));
    }

    @Test
    void givesEveryDepartmentItsStaff() throws SQLException {
        assertThat(rows.one("select count(distinct department_id) from staff")).isEqualTo("8");
    }

    @Test
    void letsSequencesGoOnWhereTheHistoryEnds() throws SQLException {
        for (String table : Rows.TABLES) {
            int ids = rows.count(table);
            assertThat(rows.one("select nextval('%s_%s_id_seq')".formatted(table, table)))
                    .as(table)
                    .isEqualTo("" + (ids + 1));
        }
    }

    @Test
    void leavesNothingBehindWhenItFails(TestDatabase database) throws SQLException {
        database.execute("create table payment (mine int)");
        var rows = new Rows(database);

        assertThatThrownBy(rows.totesys(7, SALES)::seed)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("already holds tables")
                .hasMessageContaining("To fix: seed an empty database");
        assertThat(rows.one("select to_regclass('address') is null")).isEqualTo("t");
    }

    @Test
    void refusesAHistoryWithoutOrders() {
        assertThatThrownBy(() -> rows.totesys(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("totesys is seeded with 1 to 500000000 sales orders, not 0");
    }

    private String columns(String table) throws SQLException {
        return rows.one(
                "select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)"
                        + " from pg_attribute where attnum > 0 and attrelid = '%s'::regclass"
                                .formatted(table));
    }
}
