package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.MemoryZone;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import dev.tidemark.services.Durability;
import dev.tidemark.services.PostgresCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A warehouse whose server dies in the middle of a load.
@Tag("slow")
class RestartTest {

    @Test
    void aRunIsLoadedOnceThoughTheServerDiesBeforeItsCommit(@TempDir Path folder) throws Exception {
        try (var cluster = PostgresCluster.in(folder.resolve("cluster"), Durability.FULL).start()) {
            cluster.createDatabase("warehouse");
            Path pipelines = folder.resolve("pipelines");
            Shop.copyPipelines(pipelines);
            var zone = new MemoryZone();
            var runs = new ProcessedRuns(zone, Shop.PIPELINE, 42);
            runs.publish(customers().row(1, "Ada", null), orders().row(10, 1, "1.00", "a"));
            runs.publish(orders().row(10, 1, "2.00", "a"));
            var deaths = new AtomicInteger();
            FixedLogin login = Shop.login(cluster.url("warehouse"));
            Loading loading =
                    Wiring.loading(
                            PipelineFolder.read(pipelines, Shop.PIPELINE),
                            zone,
                            login,
                            login,
                            Shop.LARGE,
                            new Progress() {
                                @Override
                                public void relationDone(
                                        Stage stage, String relation, long rows, long bytes) {
                                    if (deaths.incrementAndGet() == 2) {
                                        cluster.kill();
                                        cluster.start();
                                    }
                                }
                            });

            loading.catchUp(Deadline.none());

            assertThat(query(cluster, "select record_id, amount from shop.fact_order order by 1"))
                    .containsExactly("1 1.00", "2 2.00");
            assertThat(query(cluster, "select run from tidemark.load_log order by 1"))
                    .containsExactly("1", "2");
        }
    }

    private static List<String> query(PostgresCluster cluster, String sql) throws SQLException {
        try (Connection connection = cluster.connect("warehouse")) {
            return Shop.query(connection, sql);
        }
    }
}
