package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The tables of the warehouse are compared with the models before a row moves, and one message
/// says everything that does not fit.
@ExtendWith(PostgresExtension.class)
class TargetTest {

    private final Shop shop;

    TargetTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void everythingThatDoesNotFitIsSaidAtOnce() {
        shop.load();
        shop.execute("alter table shop.dim_customer drop column city, drop column deleted_run");
        shop.execute("alter table shop.dim_customer alter column name type boolean using false");
        shop.execute("alter table shop.fact_order drop column note cascade");
        shop.execute("alter table shop.fact_order add column branch text not null");
        shop.execute("drop table shop.fact_order_superseded");
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        """
                        the warehouse does not fit the models, so nothing was loaded:
                          - shop.dim_customer.name is boolean, which does not take the model's text: in the model, put what makes name into cast(… as boolean) as name; or in a migration, alter table shop.dim_customer alter column name type text (drop the views that show it before, and create them again after)
                          - shop.dim_customer lacks the column city text
                          - shop.dim_customer needs a column deleted_run bigint
                          - shop.fact_order lacks the column note text; nothing fills its columns branch
                          - shop.fact_order.branch is not null and has no default, and the model does not yield it
                          - the table shop.fact_order_superseded does not exist
                          To fix:\
                        """);
    }

    @Test
    void aMissingTableIsNamed() throws IOException {
        Files.writeString(shop.migration("V1__shop.sql"), "select 1;");
        shop.runs.publish(customers().row(1, "Ada", null));

        assertThatThrownBy(shop::load)
                .hasMessageContaining("the table shop.dim_customer does not exist");
    }

    /// As delivered warehouses were seen to be.
    @Test
    void theNamesThatWouldFitAPreparedWarehouseAreSaid() throws IOException {
        delete(shop.migration(""));
        shop.execute(
                """
                create schema shop;
                create table shop.dim_customer (
                    customer_id int, "Name" text, "city " text, deleted_run bigint);
                create table shop.fact_orders (
                    record_id serial primary key, order_id int, customer_id int, amount numeric, note text);
                create table shop.fact_order (
                    record_id serial, oder_id int, customer_id int, amount numeric(9, 2), remark text,
                    entered_by text not null);
                alter table shop.fact_order rename to fact_ordered;
                """);
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        """
                        the warehouse does not fit the models, so nothing was loaded:
                          - shop.dim_customer lacks the column name text; nothing fills its column Name: in models/dim_customer.sql, write `… as "Name"` instead of name
                          - shop.dim_customer lacks the column city text; nothing fills its column city : in models/dim_customer.sql, write `… as "city "` instead of city
                          - shop.dim_customer needs a primary key or unique index on customer_id
                          - the table shop.fact_order does not exist; fact_orders does: rename models/fact_order.sql to fact_orders.sql
                          To fix:\
                        """);
        shop.execute("alter table shop.fact_ordered rename to fact_order");
        assertThatThrownBy(shop::load)
                .hasMessageContaining(
                        """
                          - shop.fact_order lacks the column order_id integer; nothing fills its column oder_id: in models/fact_order.sql, write `… as "oder_id"` instead of order_id
                          - shop.fact_order.amount is numeric(9,2), which does not take the model's numeric(10,2): in the model, put what makes amount into cast(… as numeric(9,2)) as amount; or in a migration, alter table shop.fact_order alter column amount type numeric(10,2) (drop the views that show it before, and create them again after)
                          - shop.fact_order lacks the column note text; nothing fills its columns record_id, oder_id, remark, entered_by
                          - shop.fact_order needs a record id as its primary key: one column, not the model's
                          - shop.fact_order.entered_by is not null and has no default, and the model does not yield it
                          - the table shop.fact_order_superseded does not exist
                          To fix:\
                        """);
        assertThat(shop.query("select * from tidemark.load_log")).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void aPreparedFactWithoutPartitionsIsFilledToo() throws IOException {
        Files.writeString(
                shop.migration("V1__shop.sql"),
                """
                create table dim_customer (
                    customer_id bigint primary key, name varchar(20), city text, deleted_run bigint);
                create table fact_order (
                    record_id serial primary key, order_id int, customer_id int, amount numeric, note varchar);
                create table fact_order_superseded (
                    record_id bigint primary key, superseded_by bigint, run bigint not null);
                """);
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", "a"));
        shop.runs.publish(orders().row(10, 1, "1.50", "a"));

        shop.largeLoading().catchUp(Deadline.none());

        assertThat(shop.versions()).containsExactly("1 10 1 1.00 a", "2 10 1 1.50 a");
    }

    @Test
    void aFactWithRowsThatNoLedgerKnowsIsRefused() {
        shop.load();
        shop.runs.publish(customers().row(1, "Ada", null));
        shop.load();
        shop.execute(
                "create table shop.fact_order_old partition of shop.fact_order for values from (1) to (9)");
        shop.execute("insert into shop.fact_order values (7, 10, 1, 1, null)");
        shop.runs.publish(orders().row(10, 1, "1.00", null));

        assertThatThrownBy(shop::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("shop.fact_order holds rows, but the ledger knows of none");
    }
}
