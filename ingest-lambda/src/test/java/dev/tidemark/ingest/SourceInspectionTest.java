package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.pipeline.WarehouseSettings;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A look at the source says everything that would stop an ingest, and reads no row.
@ExtendWith(PostgresExtension.class)
class SourceInspectionTest {

    private final TestDatabase database;
    private final Shop shop;
    private final Problems problems = new Problems();

    SourceInspectionTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.shop = Shop.withOrders(database);
    }

    @Test
    void describesTheTablesThatAreFollowed() {
        var found = inspect(settings(Set.of(), Map.of())).orElseThrow();

        assertThat(found.tables())
                .singleElement()
                .satisfies(
                        table -> {
                            assertThat(table.name()).hasToString("public.orders");
                            assertThat(table.key()).containsExactly("order_id");
                            assertThat(table.columns()).hasSize(4);
                        });
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void goesOnAfterEachTableThatCannotBeFollowed() throws SQLException {
        shop.execute(
                "create table log (line text)",
                "create table pay (pay_id int primary key)",
                "revoke all on pay from " + shop.reader(),
                "create table wish (wish_id int primary key)",
                "alter table wish enable row level security");

        var found = inspect(settings(Set.of(), Map.of()));

        assertThat(found).isPresent();
        assertThat(problems.found().stream().map(TidemarkFailure::what))
                .containsExactly(
                        "the user `%s` may not read public.pay: a run holds every table that is not excluded, also those that no model reads, so nothing is read"
                                .formatted(shop.reader()),
                        "row-level security hides rows of public.wish from the user `%s`: they would look deleted"
                                .formatted(shop.reader()),
                        "table public.log has no primary key, so its rows cannot be told apart");
    }

    @Test
    void showsTheLineOfEveryNameThatTheSourceLacks() {
        var settings =
                new SourceSettings(
                        List.of("public", "publik"),
                        Set.of("ordrs"),
                        Map.of("orders", Set.of("nots")),
                        Map.of(
                                "schemas/publik", "shop/pipeline.yaml:2",
                                "exclude/ordrs", "shop/pipeline.yaml:3",
                                "private/orders/nots", "shop/pipeline.yaml:5"));

        inspect(settings);

        assertThat(problems.found().stream().map(p -> p.place().orElse("") + " " + p.fix()))
                .containsExactly(
                        "shop/pipeline.yaml:2 did you mean `public`?",
                        "shop/pipeline.yaml:3 did you mean `orders`?",
                        "shop/pipeline.yaml:5 did you mean `note`?");
    }

    @Test
    void showsTheSqlOfTheRoleWhoseLoginIsRefused() {
        inspect(settings(Set.of(), Map.of()), database.url("nobody", "guess"));

        assertThat(problems.found().getFirst().fix())
                .endsWith(
                        """
                        ; if there is no such role yet, create it:
                        create role "nobody" login password '…';
                        grant connect on database "%s" to "nobody";
                        grant usage on schema "public" to "nobody";
                        grant select on all tables in schema "public" to "nobody";
                        alter default privileges in schema "public" grant select on tables to "nobody";"""
                                .formatted(database.name()));
    }

    private Optional<SourceInspection.Found> inspect(SourceSettings settings) {
        return inspect(settings, database.url(shop.reader(), "reading"));
    }

    private Optional<SourceInspection.Found> inspect(SourceSettings settings, String url) {
        var pipeline =
                new Pipeline(
                        "shop",
                        Path.of("none"),
                        settings,
                        DeleteGuard.DEFAULT,
                        new WarehouseSettings("public", Optional.empty()),
                        List.of(),
                        "definition");
        var login = new FixedLogin(DatabaseUrl.parse("TEST", url));
        return new SourceInspection(pipeline, login, Optional.empty(), problems).inspect();
    }

    private static SourceSettings settings(Set<String> exclude, Map<String, Set<String>> privates) {
        return new SourceSettings(List.of("public"), exclude, privates);
    }
}
