package dev.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Notices;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The group role that a pipeline names may read what is loaded.
@ExtendWith(PostgresExtension.class)
class AnalystsTest {

    private final Shop shop;
    private final String role;
    private final FixedLogin loader;
    private final List<String> notices = new ArrayList<>();

    AnalystsTest(TestDatabase database) {
        shop = new Shop(database);
        role = "analyst_" + database.name();
        loader = Shop.login(database.url("loader_" + database.name(), "pass"));
    }

    @BeforeEach
    void aPipelineThatNamesItsAnalysts() throws IOException {
        Path folder = shop.pipelines.resolve(Shop.PIPELINE);
        Files.writeString(
                folder.resolve("pipeline.yaml"),
                "warehouse: {schema: shop, analysts: %s}\n".formatted(role));
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(
                folder.resolve("models/dim_customer.sql"),
                "/*\nkind: dimension\nkey: [customer_id]\nhistory: latest\n*/\nselect 1 as customer_id");
        Files.writeString(
                folder.resolve("models/fact_order.sql"),
                "/*\nkind: fact\ngrain: an order\nkey: [order_id]\nhistory: every_version\n*/\nselect order_id from delta.orders");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void load(FixedLogin login) {
        Wiring.loading(
                        PipelineFolder.read(shop.pipelines, Shop.PIPELINE),
                        shop.zone,
                        login,
                        login,
                        Limits.DEFAULT,
                        new Notices(notices::add))
                .catchUp(Deadline.none());
    }

    @Test
    void mayReadTablesAndViewsAndNothingElse() {
        shop.execute("create role %s".formatted(role));

        load(shop.login);

        assertThat(notices).isEmpty();
        assertThat(
                        shop.query(
                                """
                                select relname from pg_class
                                where relnamespace = 'shop'::regnamespace and relkind in ('r', 'p', 'v')
                                    and has_schema_privilege('%1$s', 'shop', 'usage')
                                    and has_table_privilege('%1$s', oid, 'select')
                                    and not has_table_privilege('%1$s', oid, 'insert, update, delete')
                                order by 1
                                """
                                        .formatted(role)))
                .containsExactly(
                        "dim_customer",
                        "fact_order",
                        "fact_order_current",
                        "fact_order_superseded");
    }

    @Test
    void aRoleThatDoesNotExistIsSaidAndHoldsNothingUp() {
        load(shop.login);

        assertThat(notices)
                .containsExactly(
                        "load: warehouse.analysts: the role `%1$s` does not exist. To be typed by who may:  CREATE ROLE %1$s"
                                .formatted(role));
    }

    @Test
    void whatTheLoginMayNotGrantIsSaidAsItIsToBeTyped() throws IOException {
        shop.execute("create role %s".formatted(role));
        shop.execute("create role %s login password 'pass'".formatted(loader.url().user()));
        Files.writeString(
                shop.migration("V2__loader.sql"),
                """
                grant usage on schema shop to %1$s;
                grant select, insert, update on all tables in schema shop to %1$s;
                create table fact_order_all partition of fact_order default;
                grant usage on schema tidemark to %1$s;
                grant select, insert, update on all tables in schema tidemark to %1$s;
                """
                        .formatted(loader.url().user()));
        load(shop.login);
        shop.execute("revoke select on shop.dim_customer from " + role);
        shop.execute("revoke usage on schema shop from " + role);

        load(loader);

        assertThat(notices)
                .containsExactly(
                        "load: warehouse.analysts: `%1$s` may not read all that is loaded. To be typed by who may:  GRANT USAGE ON SCHEMA shop TO %1$s; GRANT SELECT ON shop.dim_customer TO %1$s"
                                .formatted(role));
    }
}
