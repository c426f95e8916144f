package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Where migrations have a login of their own, the load gets by with rights on rows.
@ExtendWith(PostgresExtension.class)
class LoaderWithoutDefinitionsTest {

    private final Shop shop;
    private final String role;
    private final FixedLogin loader;

    LoaderWithoutDefinitionsTest(TestDatabase database) {
        shop = new Shop(database);
        role = "loader_" + database.name();
        loader = Shop.login(database.url(role, "pass"));
    }

    @BeforeEach
    void theRoleMayWriteRows() throws IOException {
        shop.execute("create role %s login password 'pass'".formatted(role));
        Files.writeString(
                shop.migration("V2__loader.sql"),
                """
                grant usage on schema shop to %1$s;
                grant select, insert, update on all tables in schema shop to %1$s;
                """
                        .formatted(role));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Loading loading(FixedLogin migration) {
        return Wiring.loading(
                PipelineFolder.read(shop.pipelines, Shop.PIPELINE),
                shop.zone,
                loader,
                migration,
                Shop.LARGE,
                Progress.SILENT);
    }

    @Test
    void partitionsAreMadeAheadByTheOtherLogin() {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.runs.publish(orders().row(10, 1, "2.00", null));

        LoadResult result = loading(shop.login).catchUp(Deadline.none());

        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        assertThat(shop.versions()).containsExactly("1 10 1 1.00 null", "2 10 1 2.00 null");
        assertThat(shop.query("select distinct tableoid::regclass from shop.fact_order"))
                .containsExactly("shop.fact_order_p1");
    }

    /// Somebody else has prepared the tables, the ledger included.
    @Test
    void aRoleThatMayMakeNothingFillsWhatIsThere() throws IOException {
        Files.writeString(
                shop.migration("V3__room.sql"),
                "create table fact_order_all partition of fact_order default");
        loading(shop.login).catchUp(Deadline.none());
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.runs.publish(orders().row(10, 1, "2.00", null));

        LoadResult result = loading(loader).catchUp(Deadline.none());

        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        assertThat(shop.versions()).containsExactly("1 10 1 1.00 null", "2 10 1 2.00 null");
        assertThat(shop.partitions()).containsExactly("fact_order_all");
    }

    /// A ledger of before lacks the table that remembers which tables were loaded.
    @Test
    void whatANewerReleaseAddsToTheLedgerIsGrantedAsWell() {
        loading(shop.login).catchUp(Deadline.none());
        shop.execute(
                """
                drop table tidemark.load_log_table;
                delete from tidemark.schema_history where version = '2'
                """);
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));

        loading(shop.login).catchUp(Deadline.none());

        assertThat(shop.query("select name, filled from tidemark.load_log_table order by 1"))
                .containsExactly("dim_customer t", "fact_order t", "fact_order_superseded f");
    }

    @Test
    void aPartitionThatItMayNotMakeIsAskedFor() {
        loading(shop.login).catchUp(Deadline.none());
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));

        assertThatThrownBy(() -> loading(loader).catchUp(Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(
                        "shop.fact_order has no partition for record ids up to 1, and this login may not make one");
        assertThat(shop.customers()).isEmpty();
    }
}
