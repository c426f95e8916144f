package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void partitionsAreMadeAheadByTheOtherLogin() {
        shop.runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", null));
        shop.runs.publish(orders().row(10, 1, "2.00", null));

        LoadResult result =
                Wiring.loading(
                                PipelineFolder.read(shop.pipelines, Shop.PIPELINE),
                                shop.zone,
                                loader,
                                shop.login,
                                Shop.LARGE,
                                Progress.SILENT)
                        .catchUp(Deadline.none());

        assertThat(result).isInstanceOf(LoadResult.Loaded.class);
        assertThat(shop.versions()).containsExactly("1 10 1 1.00 null", "2 10 1 2.00 null");
        assertThat(shop.query("select distinct tableoid::regclass from shop.fact_order"))
                .containsExactly("shop.fact_order_p1");
    }
}
