package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingest.IngestResult.NothingNew;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class IngestionTest {

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
        shop.execute("insert into orders select i, 'note ' || i from generate_series(1, 100) i");
    }

    @Test
    void theFirstRunReadsAllTablesWhole() throws SQLException {
        IngestLog log = shop.run();

        IngestedTable orders = Shop.table(log, "orders");
        assertThat(orders.mode()).isEqualTo(Mode.FULL);
        assertThat(orders.rowsUpserted()).isEqualTo(100);
        assertThat(orders.key()).containsExactly("order_id");
        assertThat(shop.archived()).isEqualTo(shop.inSource()).hasSize(100);
    }

    @Test
    void aLaterRunReadsWhatChanged() throws SQLException {
        shop.run();
        shop.execute(
                "update orders set note = null where order_id = 7",
                "insert into orders values (101, 'new')",
                "delete from orders where order_id in (1, 2, 3)");

        IngestedTable orders = Shop.table(shop.run(), "orders");

        assertThat(orders.mode()).isEqualTo(Mode.DELTA);
        assertThat(orders.rowsUpserted()).isEqualTo(2);
        assertThat(orders.rowsDeleted()).isEqualTo(3);
        assertThat(shop.archived()).isEqualTo(shop.inSource()).hasSize(98);
    }

    @Test
    void aTickThatFindsNothingWritesNothing() {
        shop.run();
        int objects = shop.zone.keys().size();

        assertThat(shop.tick()).isInstanceOf(NothingNew.class);
        assertThat(shop.zone.keys()).hasSize(objects);
    }

    @Test
    void aTickAfterChangesElsewhereWritesNothing() throws SQLException {
        shop.run();
        int objects = shop.zone.keys().size();
        shop.execute("create schema elsewhere", "create table elsewhere.t as select 1 as n");

        assertThat(shop.tick()).isInstanceOf(NothingNew.class);
        assertThat(shop.tick()).isInstanceOf(NothingNew.class);
        assertThat(shop.zone.keys()).hasSize(objects);
    }

    @Test
    void whatAKilledIngestLeftOnTheDiskIsSweptAway() throws IOException {
        Path left = Files.createTempDirectory("tidemark-ingest-");
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("1.parquet"), "half a file");

        shop.run();

        assertThat(left).doesNotExist();
    }
}
