package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.progress.Notices;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rows that were loaded and that the warehouse lost are noticed by the next load.
@ExtendWith(PostgresExtension.class)
class LossTest {

    private static final String NEW_CUSTOMERS =
            """
            drop table shop.dim_customer cascade;
            create table shop.dim_customer (
                customer_id integer primary key, name text not null, city text, deleted_run bigint)
            """;

    private static final String NEW_SUPERSEDED =
            """
            drop table shop.fact_order_superseded cascade;
            create table shop.fact_order_superseded (
                record_id bigint primary key, superseded_by bigint, run bigint not null)
            """;

    private static final String EMPTY_CUSTOMERS =
            """
            alter table shop.fact_order drop constraint fact_order_customer_id_fkey;
            truncate shop.dim_customer
            """;

    private static final String CUSTOMERS_MADE_ANEW =
            """
            load: rows are missing that were loaded, and no run brings them again by itself
              shop.dim_customer was dropped and made anew since run 1
              To ask for all rows once more:  tidemark reload shop dim_customer""";

    private static final String CUSTOMERS_EMPTIED =
            """
            load: rows are missing that were loaded, and no run brings them again by itself
              shop.dim_customer was emptied
              To ask for all rows once more:  tidemark reload shop dim_customer""";

    private final Shop shop;
    private final List<String> said = new ArrayList<>();
    private final Progress progress = new Notices(said::add);

    LossTest(TestDatabase database) {
        shop = new Shop(database);
    }

    @BeforeEach
    void twoRunsAreLoaded() {
        shop.runs.publish(customers().row(1, "Ada", "Rome"), orders().row(10, 1, "1.00", null));
        shop.runs.publish(customers().row(2, "Bo", "Oslo"), orders().row(10, 1, "2.00", null));
        load();
        assertThat(said).isEmpty();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aTableThatWasMadeAnewIsTold() {
        shop.execute(NEW_CUSTOMERS);

        load();

        assertThat(said).containsExactly(CUSTOMERS_MADE_ANEW);
    }

    @Test
    void itIsToldAgainUntilAllRowsCameOnceMore() {
        shop.execute(NEW_CUSTOMERS);
        shop.runs.publish(customers().row(3, "Cy", "Bern"), orders());
        load();
        assertThat(said).containsExactly(CUSTOMERS_MADE_ANEW);
        said.clear();

        shop.runs.publish(
                customers().row(1, "Ada", "Rome").row(2, "Bo", "Oslo").row(3, "Cy", "Bern").whole(),
                orders().row(10, 1, "2.00", null).whole());
        load();

        assertThat(said).isEmpty();
        load();
        assertThat(said).isEmpty();
    }

    @Test
    void aWarmLoadSaysItOnce() {
        shop.execute(NEW_CUSTOMERS);
        Loading loading = loading();

        loading.catchUp(Deadline.none());
        loading.catchUp(Deadline.none());

        assertThat(said).containsExactly(CUSTOMERS_MADE_ANEW);
    }

    @Test
    void tablesThatWereEmptiedOrAreGoneAreTold() {
        shop.execute("truncate shop.fact_order; drop table shop.dim_customer cascade");

        load();

        assertThat(said)
                .containsExactly(
                        """
                        load: rows are missing that were loaded, and no run brings them again by itself
                          shop.dim_customer is gone
                          shop.fact_order was emptied
                          When the tables are there again, ask for all rows:  tidemark reload shop""");
    }

    @Test
    void rowsThatComeAfterwardsDoNotHideThatATableWasEmptied() {
        shop.execute(EMPTY_CUSTOMERS);
        shop.runs.publish(customers().row(3, "Cy", "Bern"), orders());

        load();
        load();

        assertThat(said).containsExactly(CUSTOMERS_EMPTIED, CUSTOMERS_EMPTIED);
        said.clear();
        shop.runs.publish(customers().row(4, "Di", "Graz"), orders());
        load();
        assertThat(said).containsExactly(CUSTOMERS_EMPTIED);
    }

    @Test
    void anEmptiedTableIsWholeAgainWhenAllRowsCame() {
        shop.execute(EMPTY_CUSTOMERS);
        shop.runs.publish(customers().row(3, "Cy", "Bern"), orders());
        load();
        said.clear();

        shop.runs.publish(
                customers().row(1, "Ada", "Rome").row(2, "Bo", "Oslo").row(3, "Cy", "Bern").whole(),
                orders());
        load();

        assertThat(said).isEmpty();
        shop.execute("truncate shop.dim_customer");
        load();
        assertThat(said).containsExactly(CUSTOMERS_EMPTIED);
    }

    /// The source holds no row of it any more either.
    @Test
    void anEmptiedTableOfWhichThereAreNoRowsLacksNothing() {
        shop.execute(EMPTY_CUSTOMERS);
        shop.runs.publish(customers().whole(), orders());

        load();

        assertThat(said).isEmpty();
    }

    /// It takes its notes along, and lacks the same rows there.
    @Test
    void anEmptiedTableIsToldOfBehindADumpAsWell() {
        shop.execute(EMPTY_CUSTOMERS);
        shop.runs.publish(customers().row(3, "Cy", "Bern"), orders());
        load();
        said.clear();

        shop.execute("update tidemark.load_log_table set ledger = 'elsewhere'");
        load();

        assertThat(said).containsExactly(CUSTOMERS_EMPTIED);
    }

    /// Emptied facts whose lost rows a run must not hide, and with them what superseded them.
    @Test
    void aFactThatWasEmptiedIsToldOfAfterTheNextRow() {
        shop.execute("truncate shop.fact_order, shop.fact_order_superseded");
        shop.runs.publish(customers(), orders().row(11, 1, "3.00", null));
        load();
        assertThat(said).singleElement().asString().contains("shop.fact_order was emptied");
        said.clear();

        shop.runs.publish(
                customers(), orders().row(10, 1, "2.00", null).row(11, 1, "3.00", null).whole());
        load();

        assertThat(said).isEmpty();
    }

    /// All rows are first versions: nothing is superseded, and that is no loss.
    @Test
    void aFactThatWasEmptiedIsWholeAgainWhenAllRowsCame() {
        shop.execute("truncate shop.fact_order, shop.fact_order_superseded");
        shop.runs.publish(customers(), orders().row(10, 1, "2.00", null).whole());

        load();
        load();

        assertThat(said).isEmpty();
    }

    @Test
    void aRunForATableThatIsGoneSaysWhatToTypeOnceItIsThereAgain() {
        shop.execute("drop table shop.dim_customer cascade");
        shop.runs.publish(customers().row(3, "Cy", "Bern"), orders());

        assertThatThrownBy(this::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the table shop.dim_customer does not exist")
                .hasMessageContaining(
                        "A table that is made anew is empty:  tidemark reload shop dim_customer  then asks");
    }

    /// All rows once more would become versions beside those that nothing supersedes any more.
    @Test
    void aFactWhoseVersionsNobodyTellsApartIsToBeEmptied() {
        shop.execute(NEW_SUPERSEDED);
        shop.runs.publish(
                customers().row(1, "Ada", "Rome"), orders().row(10, 1, "2.00", null).whole());

        load();

        assertThat(said)
                .singleElement()
                .asString()
                .contains("truncate shop.fact_order, shop.fact_order_superseded;");
        said.clear();
        shop.execute("truncate shop.fact_order, shop.fact_order_superseded");
        shop.runs.publish(
                customers().row(1, "Ada", "Rome"), orders().row(10, 1, "2.00", null).whole());
        load();
        assertThat(said).isEmpty();
        assertThat(shop.query("select record_id, order_id, amount from shop.fact_order"))
                .hasSize(1);
    }

    /// A dump brings the notes to where all tables, the ledger among them, are others.
    @Test
    void aWarehouseThatWasRestoredFromADumpLacksNothing() {
        shop.execute(
                """
                alter table tidemark.load_log rename to dumped;
                create table tidemark.load_log (like tidemark.dumped including all);
                insert into tidemark.load_log select * from tidemark.dumped;
                alter table shop.dim_customer rename to dumped;
                create table shop.dim_customer (like shop.dumped including all);
                insert into shop.dim_customer select * from shop.dumped;
                alter table tidemark.load_log_fact drop constraint load_log_fact_pipeline_run_fkey;
                alter table tidemark.load_log_table drop constraint load_log_table_pipeline_run_fkey;
                """);

        load();

        assertThat(said).isEmpty();
        shop.runs.publish(customers().row(3, "Cy", "Bern"), orders());
        load();
        shop.execute(NEW_CUSTOMERS);
        load();
        assertThat(said).singleElement().asString().contains("made anew since run 3");
    }

    /// Nothing is remembered there but which facts were filled.
    @Test
    void aWarehouseWithAnOlderLedgerIsRememberedFromItsNextRunOn() {
        shop.execute(
                """
                drop table tidemark.load_log_table;
                delete from tidemark.schema_history where version = '2'
                """);
        load();
        assertThat(said).isEmpty();

        shop.runs.publish(customers(), orders().row(11, 1, "3.00", null));
        load();
        shop.execute(NEW_CUSTOMERS);
        load();

        assertThat(said).singleElement().asString().contains("made anew since run 3");
    }

    /// Its versions are gone as well.
    @Test
    void aPartitionThatSomebodyTookAwayIsNamed() {
        shop.execute(
                """
                drop table shop.fact_order_p1;
                create table shop.fact_order_p1000001 partition of shop.fact_order
                    for values from (1000001) to (2000001)
                """);
        shop.runs.publish(customers(), orders().row(10, 1, "3.00", null));

        assertThatThrownBy(this::load)
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "shop.fact_order has no partition for its record ids 1 to 1000000, which run 3 needs")
                .hasMessageContaining(
                        "create table shop.fact_order_p1 partition of shop.fact_order for values from (1) to (1000001);  and ask for its rows once more:  tidemark reload shop fact_order");
    }

    private void load() {
        loading().catchUp(Deadline.none());
    }

    private Loading loading() {
        return shop.loading(Limits.DEFAULT, shop.login, progress);
    }
}
