package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.services.Durability;
import dev.tidemark.services.PostgresCluster;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Transaction ids of another history say nothing: every table is read in full, with keys compared.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class AnotherSourceTest {

    private static final String TABLE =
            "create table orders (order_id int primary key, note text, amount numeric(10,2)"
                    + " default 1.50, last_updated timestamp(3) default '2026-03-01')";

    private static final String ROWS =
            "insert into orders select i, 'note ' || i from generate_series(1, 100) i";

    @Test
    void aDumpRestoredIntoAnotherClusterMissesNothing(TestDatabase database) throws SQLException {
        database.execute(TABLE, ROWS);
        var shop = new Shop(database);
        shop.run();
        TestDatabase restored = database.onAnotherServer();
        restored.execute(
                TABLE,
                ROWS + " order by i desc",
                "delete from orders where order_id = 5",
                "update orders set note = 'changed' where order_id = 6");
        shop.url(restored.url());

        IngestedTable orders = Shop.table(shop.run(), "orders");

        assertThat(orders.mode()).isEqualTo(Mode.FULL);
        assertThat(orders.rowsUpserted()).isEqualTo(99);
        assertThat(orders.rowsDeleted()).isEqualTo(1);
        assertThat(shop.archived()).hasSize(99).doesNotContainKey("5");
        assertThat(shop.archived().get("6")).startsWith("6|changed");
        restored.execute("update orders set note = 'again' where order_id = 6");
        assertThat(Shop.table(shop.run(), "orders").rowsUpserted()).isEqualTo(1);
        assertThat(shop.notices)
                .singleElement()
                .asString()
                .startsWith(
                        "ingest: the source is another database than the one that run 1 was read from");
    }

    /// The same system, the same tables, the same timeline: only the position tells.
    @Test
    void aClusterThatWasSetBackMissesNothing(TestDatabase anywhere, @TempDir Path folder)
            throws SQLException, IOException {
        Path home = folder.resolve("cluster");
        PostgresCluster cluster = PostgresCluster.in(home, Durability.NONE).start();
        try {
            cluster.createDatabase("shop");
            execute(cluster, TABLE, ROWS);
            cluster.stop();
            copy(home.resolve("data"), folder.resolve("backup"));
            cluster.start();
            var shop = new Shop(anywhere).url(cluster.url("shop"));
            execute(cluster, "insert into orders select i from generate_series(1001, 1200) i");
            shop.run();
            cluster.stop();
            copy(folder.resolve("backup"), home.resolve("data"));
            cluster.start();
            execute(cluster, "insert into orders values (2000, 'after the restore')");

            IngestedTable orders = Shop.table(shop.run(), "orders");

            assertThat(orders.mode()).isEqualTo(Mode.FULL);
            assertThat(shop.notices).singleElement().asString().contains("was set back");
            assertThat(orders.rowsDeleted()).isEqualTo(200);
            assertThat(shop.archived()).hasSize(101).containsKey("2000");
        } finally {
            cluster.kill();
        }
    }

    private static void execute(PostgresCluster cluster, String... statements) throws SQLException {
        try (var connection = cluster.connect("shop");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to).sorted(Comparator.reverseOrder())) {
                for (Path path : old.toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                own(file, target);
            }
        }
    }

    /// The server runs as another user where the tests run as root.
    private static void own(Path file, Path target) throws IOException {
        Files.setOwner(target, Files.getOwner(file));
    }
}
