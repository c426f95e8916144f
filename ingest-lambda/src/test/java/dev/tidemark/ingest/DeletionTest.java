package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.runlog.TableName;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DeletionTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("insert into orders select i, 'note ' || i from generate_series(1, 100) i");
        shop.run();
    }

    @Test
    void anInsertBesideADeleteHidesNoDeletion() throws SQLException {
        shop.execute("delete from orders where order_id = 5", "insert into orders values (101)");

        requireDelta(1, 1);
    }

    @Test
    void aDeleteAloneIsFound() throws SQLException {
        shop.execute("delete from orders where order_id % 2 = 0");

        requireDelta(0, 50);
    }

    @Test
    void anUpdateBesideADeleteHidesNoDeletion() throws SQLException {
        shop.execute(
                "update orders set note = 'x' where order_id in (1, 2, 3)",
                "delete from orders where order_id = 4");

        requireDelta(3, 1);
    }

    @Test
    void aRowDeletedAndInsertedAgainUnchangedIsAnUpdate() throws SQLException {
        shop.execute(
                """
                with gone as (delete from orders where order_id = 9 returning *)
                select * into kept from gone
                """,
                "insert into orders select * from kept",
                "drop table kept");

        requireDelta(1, 0);
    }

    @Test
    void aChangedKeyIsADeletionAndAnInsert() throws SQLException {
        shop.execute("update orders set order_id = 1000 where order_id = 7");

        requireDelta(1, 1);
    }

    @Test
    void anEmptiedTableIsEmptyInTheArchive() throws SQLException {
        shop.execute("truncate orders");

        requireDelta(0, 100);
        assertThat(shop.archived()).isEmpty();
    }

    @Test
    void theKeySetStaysRightOverManyRuns() throws SQLException {
        for (int run = 0; run < 40; run++) {
            shop.execute(
                    "insert into orders values (%d)".formatted(200 + run),
                    "update orders set note = 'run' where order_id = %d".formatted(50 + run),
                    run % 7 == 0
                            ? "delete from orders where order_id = %d".formatted(run + 1)
                            : "select 1");
            IngestedTable orders = Shop.table(shop.run(), "orders");
            assertThat(orders.keyFiles()).hasSizeLessThanOrEqualTo(16);
            assertThat(shop.archived()).isEqualTo(shop.inSource());
        }
    }

    @Test
    void keysOfTextAreComparedByTheirBytes(TestDatabase database) throws SQLException {
        database.execute(
                "create type color as enum ('red', 'green', 'blue')",
                """
                create table names (
                    color color, code char(3), name text, at timestamptz, primary key (color, code, name, at)
                )
                """);
        var names = new Shop(database);
        database.execute(
                """
                insert into names
                select c.color, left(md5(i::text), 1 + i %% 3), n || i, now() + i * interval '1 day'
                from unnest(enum_range(null::color)) c (color),
                     unnest(array['a', 'Z', 'ı', 'É', 'é', '', ' ', '_', '😀', 'ﬀ', E'\\x01']) n,
                     generate_series(1, 20) i
                """
                        .replace("%%", "%"));
        names.run();
        database.execute("delete from names where length(name) % 2 = 0 and color = 'green'");

        IngestedTable table = Shop.table(names.run(), "names");

        long left = names.rows("select name || code || color || at, '' from names").size();
        assertThat(names.replay.table("names")).hasSize((int) left);
        assertThat(table.rowsDeleted()).isEqualTo(660 - left);
    }

    @Test
    void aRunThatWouldDeleteTooMuchStopsUntilItIsConfirmed() throws SQLException {
        shop.guard(new DeleteGuard(0.3, 20));
        shop.execute("delete from orders where order_id > 50");

        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "public.orders lost 50 of its 100 rows (50 %): more than the guard rail lets pass, which is 30 % (deletes.max_share) and 20 rows (deletes.min_rows). Ingest published nothing.\n"
                                + "  To fix: if that is meant, type  tidemark run shop --accept-deletes public.orders  (or `ingest` for `run`: then `run` follows; once for each table that is meant, and `plan` names them all)");

        IngestLog log = shop.run(IngestOptions.usual().acceptingDeletes(Set.of("orders")));
        assertThat(Shop.table(log, "orders").rowsDeleted()).isEqualTo(50);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    @Test
    void theGuardRailHoldsForFullReadsAndDroppedTables() throws SQLException {
        shop.execute("create table other (id int primary key)");
        shop.run();
        shop.guard(new DeleteGuard(0.3, 20));
        shop.execute("delete from orders where order_id > 50");
        var full = IngestOptions.usual().full(new IngestOptions.Full.All());
        assertThatThrownBy(() -> shop.tick(full)).hasMessageContaining("lost 50 of its 100 rows");

        shop.execute("drop table orders");
        assertThatThrownBy(() -> shop.tick()).hasMessageContaining("lost 100 of its 100 rows");

        IngestLog log = shop.run(IngestOptions.usual().acceptingDeletes(Set.of("orders")));
        assertThat(Shop.table(log, "orders").mode()).isEqualTo(Mode.GONE);
    }

    @Test
    void theGuardRailHoldsWhereKeysOfAnotherTypeCannotBeCompared() throws SQLException {
        shop.guard(new DeleteGuard(0.3, 20));
        shop.execute(
                "delete from orders where order_id > 50",
                "alter table orders alter column order_id type bigint");

        assertThatThrownBy(() -> shop.tick()).hasMessageContaining("lost 50 of its 100 rows");
    }

    @Test
    void aTableThatIsExcludedIsListedAsGoneOnce() throws SQLException {
        shop.execute("create table other (id int primary key)");
        shop.run();
        shop.settings(new SourceSettings(List.of("public"), Set.of("orders"), Map.of()));

        assertThat(Shop.table(shop.run(), "orders").mode()).isEqualTo(Mode.GONE);

        shop.execute("insert into other values (1)");
        assertThat(shop.run().tables()).hasSize(1);
        shop.settings(new SourceSettings(List.of("public"), Set.of(), Map.of()));
        assertThat(Shop.table(shop.run(), "orders").mode()).isEqualTo(Mode.FULL);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }

    @Test
    void aTableThatAModelNamesMayBeExcludedWhereAnotherSchemaHasOneToo() throws SQLException {
        shop.execute(
                "create schema two",
                "create table two.orders (id int primary key)",
                "grant usage on schema two to public",
                "grant select on two.orders to public");
        shop.models("select * from delta.orders");
        follow(Set.of());
        shop.run();

        follow(Set.of("two.orders"));

        assertThat(shop.run().table(new TableName("two", "orders")).orElseThrow().mode())
                .isEqualTo(Mode.GONE);
    }

    @Test
    void aTableOfItsNameThatComesJustNowIsNoReasonToLetItGo() throws SQLException {
        shop.models("select * from delta.orders");
        shop.run();
        shop.execute(
                "create schema two",
                "create table two.orders (id int primary key)",
                "grant usage on schema two to public",
                "grant select on two.orders to public");
        follow(Set.of("public.orders"));

        assertThatThrownBy(() -> shop.tick())
                .hasMessageContaining("public.orders is followed no more, but is read by");
    }

    private void follow(Set<String> exclude) {
        shop.settings(new SourceSettings(List.of("public", "two"), exclude, Map.of()));
    }

    @Test
    void aTableThatAModelNamesMayNotBeExcluded() throws SQLException {
        shop.execute("create table other (id int primary key)");
        shop.run();
        shop.models("select * from delta.orders", "select 1", "select * from current.\"orders\"");
        shop.settings(new SourceSettings(List.of("public"), Set.of("orders"), Map.of()));

        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "public.orders is followed no more, but is read by shop/models/model_1.sql, shop/models/model_3.sql: all that they made of it would count as deleted. Nothing was published.\n"
                                + "  To fix: remove those models in the same change, or take `public.orders` out of source.exclude, or its schema back into source.schemas, in shop/pipeline.yaml");

        shop.models("select 1");
        assertThat(Shop.table(shop.run(), "orders").mode()).isEqualTo(Mode.GONE);
    }

    @Test
    void aTableThatAModelNamesMayNotBeDropped() throws SQLException {
        shop.execute("create table other (id int primary key)");
        shop.run();
        shop.models("select * from delta.orders");
        shop.execute("drop table orders");

        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("public.orders is no longer in the source, but is read by")
                .hasMessageContaining("or bring public.orders back");
    }

    @Test
    void aTableThatWasRenamedIsTakenForThatOne() throws SQLException {
        shop.execute("create table other (id int primary key)");
        shop.run();
        shop.models("select * from delta.orders");
        shop.execute("alter table orders rename to sales_orders");

        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageEndingWith(
                        "or bring public.orders back; public.sales_orders is new and has the same columns:"
                                + " if it is that table renamed, write its new name in those models");
    }

    @Test
    void aTableThatMovesToAnotherSchemaTakesItsNameAlong() throws SQLException {
        shop.execute(
                "create schema two",
                "grant usage on schema two to public",
                "create table other (id int primary key)");
        follow(Set.of());
        shop.run();
        shop.models("select * from delta.orders");
        shop.execute("alter table orders set schema two");

        IngestLog run = shop.run();

        assertThat(run.tables())
                .filteredOn(table -> table.name().table().equals("orders"))
                .extracting(table -> table.name() + " " + table.mode())
                .containsExactlyInAnyOrder("public.orders GONE", "two.orders FULL");
    }

    /// Whatever it holds, it is no more of what the models made before.
    @Test
    void anotherTableOfTheNameDoesNotStandInForTheOneThatWasDropped() throws SQLException {
        shop.execute(
                "create schema two",
                "grant usage on schema two to public",
                "create table other (id int primary key)");
        follow(Set.of());
        shop.run();
        shop.models("select * from delta.orders");
        shop.execute(
                "create table two.orders (like orders including all)",
                "grant select on two.orders to public",
                "drop table orders");

        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("public.orders is no longer in the source, but is read by");
    }

    private void requireDelta(long upserted, long deleted) throws SQLException {
        IngestedTable orders = Shop.table(shop.run(), "orders");
        assertThat(orders.mode()).isEqualTo(Mode.DELTA);
        assertThat(orders.rowsUpserted()).as("inserted or updated").isEqualTo(upserted);
        assertThat(orders.rowsDeleted()).as("deleted").isEqualTo(deleted);
        assertThat(shop.archived()).isEqualTo(shop.inSource());
    }
}
