package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.FullReadRequest;
import dev.tidemark.runlog.IngestLog;
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
class SkippedTableTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute(
                "insert into orders select i, 'note ' || i from generate_series(1, 10) i",
                "create table other (id int primary key, at timestamp)",
                "insert into other values (1, now())");
        shop.run();
    }

    @Test
    void aTableThatCannotBeReadIsLeftOutAndHealsInFull() throws SQLException {
        shop.execute(
                "insert into other values (2, 'infinity')",
                "insert into orders values (11, 'meanwhile')",
                "delete from other where id = 1");
        assertThatThrownBy(() -> shop.tick())
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("public.other, column at (timestamp")
                .hasMessageContaining("(row id 2)");

        IngestLog skipped = shop.run(skip("other"));

        assertThat(skipped.skipped()).contains("an infinite date");
        assertThat(Shop.table(skipped, "other").mode()).isEqualTo(Mode.SKIPPED);
        assertThat(shop.archived()).isEqualTo(shop.inSource());

        shop.execute("update other set at = now() where id = 2");
        assertThat(Shop.table(shop.run(), "other").mode()).isEqualTo(Mode.FULL);
        assertThat(shop.replay.table("other").keySet()).containsExactly("2");
    }

    @Test
    void nothingIsAskedOfATableThatIsLeftOut() throws SQLException {
        shop.execute("alter table other drop constraint other_pkey");
        assertThatThrownBy(() -> shop.tick())
                .hasMessageContaining("public.other has no primary key");

        IngestLog skipped = shop.run(skip("public.other"));

        assertThat(Shop.table(skipped, "other").mode()).isEqualTo(Mode.SKIPPED);
    }

    @Test
    void aSkippedTableIsReadInFullAlthoughNothingRanSince() {
        shop.run(skip("other"));

        assertThat(Shop.table(shop.run(), "other").mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void aRequestOfALaterStageIsAReasonToReadInFull() {
        request(1, "orders");

        IngestLog log = shop.run();

        assertThat(Shop.table(log, "orders").mode()).isEqualTo(Mode.FULL);
        assertThat(Shop.table(log, "other").mode()).isEqualTo(Mode.UNCHANGED);
        assertThat(shop.tick()).isInstanceOf(IngestResult.NothingNew.class);
    }

    @Test
    void aRequestThatNamesNoTableBringsARunAllTheSame() {
        new FullReadRequest(List.of(), "test").layBeside(new RunNumber(1), shop.zone, "shop");

        IngestLog log = shop.run();

        assertThat(Shop.table(log, "orders").mode()).isEqualTo(Mode.UNCHANGED);
        assertThat(shop.tick()).isInstanceOf(IngestResult.NothingNew.class);
    }

    @Test
    void aRequestThatCameWhileTheNextRunWasReadIsNotForgotten() throws SQLException {
        shop.execute("insert into orders values (11)");
        shop.run();
        request(1, "other");

        assertThat(Shop.table(shop.run(), "other").mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void aMisspeltTableIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> shop.tick(skip("othr")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("no followed table has the name `othr`")
                .hasMessageContaining("did you mean");
    }

    @Test
    void aNameThatTwoTablesHaveIsRefusedWithBoth() throws SQLException {
        shop.execute(
                "create schema two",
                "grant usage on schema two to " + shop.reader(),
                "create table two.orders (id int primary key)",
                "grant select on two.orders to " + shop.reader());
        shop.settings(new SourceSettings(List.of("public", "two"), Set.of(), Map.of()));

        assertThatThrownBy(
                        () -> shop.tick(IngestOptions.usual().acceptingDeletes(Set.of("orders"))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "2 followed tables have the name `orders`\n"
                                + "  To fix: write which is meant with its schema, or name each: public.orders, two.orders");
        shop.run(IngestOptions.usual().acceptingDeletes(Set.of("two.orders")));
    }

    @Test
    void aFullReadByCommandReadsTheTablesThatItNames() {
        var full = new IngestOptions.Full.Tables(Set.of("orders"));

        IngestLog log = shop.run(IngestOptions.usual().full(full));

        assertThat(Shop.table(log, "orders").mode()).isEqualTo(Mode.FULL);
        assertThat(Shop.table(log, "other").mode()).isEqualTo(Mode.UNCHANGED);
    }

    private void request(long run, String table) {
        new FullReadRequest(List.of(new TableName("public", table)), "test")
                .layBeside(new RunNumber(run), shop.zone, "shop");
    }

    private static IngestOptions skip(String table) {
        return IngestOptions.usual()
                .skipping(new IngestOptions.Skip(Set.of(table), "an infinite date"));
    }
}
