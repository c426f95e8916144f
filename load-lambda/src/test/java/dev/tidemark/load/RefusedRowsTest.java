package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.DecimalType;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.TextType;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rows that the warehouse refuses end the run with the table, the constraint or the key, and
/// without their content. Nothing of the run stays.
@ExtendWith(PostgresExtension.class)
class RefusedRowsTest {

    private final Shop shop;

    RefusedRowsTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @BeforeEach
    void aCustomerIsThere() {
        shop.runs.publish(customers().row(1, "Ada", null));
        shop.load();
    }

    @AfterEach
    void nothingOfTheRunIsThere() {
        assertThat(shop.versions()).isEmpty();
        assertThat(shop.query("select max(run) from tidemark.load_log")).containsExactly("1");
        shop.close();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(ModelRows... models) {
        shop.runs.publish(models);
        return assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .satisfies(e -> assertThat(trace(e)).doesNotContain("secret", "4711"));
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aForeignKeyIsNamed() {
        assertRefused(orders().row(10, 4711, "1.00", "secret"))
                .hasMessageContaining(
                        "run 2: rows for shop.fact_order name a member that a dimension does not have (constraint fact_order_customer_id_fkey)");
    }

    @Test
    void aMissingValueIsNamedByItsColumn() {
        assertRefused(customers().row(2, null, "secret"))
                .hasMessageContaining(
                        "run 2: rows for shop.dim_customer lack a value (column name)");
    }

    @Test
    void aDoubledKeyIsNamed() {
        assertRefused(orders().row(10, 1, "1.00", "secret").row(10, 1, "2.00", "secret"))
                .hasMessageContaining(
                        "run 2 brings rows of fact_order whose key is doubled or null: order_id 10.");
    }

    @Test
    void aDoubledKeyIsNamedInALargeLoadToo() {
        shop.runs.publish(orders().row(10, 1, "1.00", "secret").row(10, 1, "2.00", "secret"));

        assertThatThrownBy(() -> shop.largeLoading().catchUp(Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "run 2 brings rows of fact_order whose key is doubled or null: order_id 10.");
    }

    @Test
    void aNullKeyIsNamed() {
        assertRefused(orders().row(null, 1, "1.00", "secret"))
                .hasMessageContaining("key is doubled or null: order_id null.");
    }

    @Test
    void aNumberThatDoesNotFitIsNamedByItsKey() {
        ModelRows wide =
                orders().withColumns(
                                Columns.of(
                                        Column.nullable("order_id", IntegerType.INTEGER),
                                        Column.nullable("customer_id", IntegerType.BIGINT),
                                        Column.nullable("amount", new DecimalType(10, 2)),
                                        Column.nullable("note", TextType.TEXT)));

        assertRefused(wide.row(10, 4_711_000_000_000L, "1.00", "secret"))
                .hasMessageContaining("run 2: a row for shop.fact_order, order_id 10, does not fit")
                .hasMessageContaining(
                        "column customer_id (integer) is out of the range of integer");
    }

    @Test
    void aTextThatIsTooLongIsNamedByItsColumn() {
        shop.execute("alter table shop.dim_customer alter column city type varchar(5)");

        assertRefused(customers().row(2, "Bo", "secret place"))
                .hasMessageContaining(
                        "run 2: shop.dim_customer does not take a value of the model in its column city (SQLSTATE 22001)")
                .hasMessageContaining(
                        "correct the model dim_customer, and then leave this run out, and the next brings its rows:  tidemark skip shop --run 2 ");
    }
}
