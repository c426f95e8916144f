package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.column.Column;
import dev.tidemark.column.Columns;
import dev.tidemark.column.TextType;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What travels as text reaches a column of its own type, or the message says which column does.
@ExtendWith(PostgresExtension.class)
class TargetTypesTest {

    private final Shop shop;

    TargetTypesTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @BeforeEach
    void migrate() {
        shop.load();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anotherColumnIsRefusedWithTheMappingThatFits() {
        become("name", "interval");
        become("city", "numeric(40,2)");
        shop.runs.publish(customers().row(1, "Ada", "1"));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        """
                          - shop.dim_customer.name is interval, which does not take the model's text: in a migration, alter table shop.dim_customer alter column name type text (drop the views that show it before, and create them again after)
                          - shop.dim_customer.city is numeric(40,2), which does not take the model's text: in a migration, alter table shop.dim_customer alter column city type text (drop the views that show it before, and create them again after)
                        """);
    }

    @Test
    void aJsonColumnIsNoKey() {
        shop.execute("alter table shop.dim_customer drop constraint dim_customer_pkey cascade");
        shop.execute("alter table shop.dim_customer alter customer_id type json using null");
        Columns columns = Columns.of(Column.nullable("customer_id", TextType.TEXT));
        shop.runs.publish(customers().withColumns(columns).row("1"));

        assertThatThrownBy(shop::load)
                .hasMessageContaining(
                        "shop.dim_customer.customer_id is json, which has no equality and cannot be a key");
    }

    @Test
    void aTextThatIsNoNumberIsNamedByItsKeyAndNotShown() {
        become("city", "numeric");
        shop.runs.publish(customers().row(7, "Ada", "secret place"));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("shop.dim_customer, customer_id 7, does not fit")
                .hasMessageContaining("column city (numeric) is no plain decimal number")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aTextThatIsNoJsonIsNamedByItsColumnAndNotShown() {
        become("city", "jsonb");
        shop.runs.publish(customers().row(7, "Ada", "secret place"));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("shop.dim_customer does not take a value of the model")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatPrintsDifferentlyIsAnotherVersion() {
        become("name", "json");
        become("city", "numeric");
        shop.runs.publish(customers().row(1, "[1]", "1.0").row(2, "[1]", "NaN"));
        shop.load();
        shop.runs.publish(customers().row(1, "[ 1]", "1.00").row(2, "[1]", "NaN"));

        assertThat(shop.load().toString()).contains("updated=1", "unchanged=1");

        assertThat(shop.query("select name, city from shop.dim_customer order by customer_id"))
                .containsExactly("[ 1] 1.00", "[1] NaN");
    }

    private void become(String column, String type) {
        shop.execute(
                "alter table shop.dim_customer alter column %s type %s using null"
                        .formatted(column, type));
    }
}
