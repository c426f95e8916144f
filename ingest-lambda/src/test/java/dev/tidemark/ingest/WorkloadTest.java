package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hostile writers, with transactions, savepoints and prepared transactions that stay open across
/// ticks, over many ticks. The seed is the name of the test.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class WorkloadTest {

    private static final int TICKS = 200;
    private static final int STEPS_PER_TICK = 12;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20260301)
    void afterEveryTickTheArchiveIsTheSourceAndNoRowCameTwice(long seed, TestDatabase database)
            throws SQLException {
        Shop shop = Shop.withOrders(database);
        var after = new CursorReader(">");
        var from = new CursorReader(">=");
        Map<String, String> versions = Map.of();
        try (var writers = new Writers(shop, new Random(seed))) {
            for (int tick = 0; tick < TICKS; tick++) {
                writers.step(STEPS_PER_TICK);
                Map<String, String> now = versions(shop);
                long changed = changed(versions, now);

                IngestResult result = shop.tick();

                assertThat(shop.archived()).as("tick %d", tick).isEqualTo(shop.inSource());
                assertThat(upserted(result)).as("tick %d", tick).isEqualTo(changed);
                after.read(shop);
                from.read(shop);
                versions = now;
            }
            writers.endAll();
            shop.tick();
            after.read(shop);
            from.read(shop);
        }

        assertThat(shop.archived()).isEqualTo(shop.inSource());
        assertThat(after.wrong(shop)).as("rows wrong by last_updated >").isPositive();
        assertThat(from.wrong(shop)).as("rows wrong by last_updated >=").isPositive();
        assertThat(from.repeated()).as("rows sent again by last_updated >=").isPositive();
    }

    private static long upserted(IngestResult result) {
        return switch (result) {
            case IngestResult.Published published -> published.rowsUpserted();
            case IngestResult.NothingNew nothing -> 0;
            case IngestResult.Overtaken overtaken -> throw new AssertionError("nobody overtakes");
        };
    }

    /// By key, which version of its row the source shows: who wrote it, and where it lies.
    private static Map<String, String> versions(Shop shop) throws SQLException {
        return shop.rows("select order_id, xmin || ' ' || ctid from orders");
    }

    private static long changed(Map<String, String> before, Map<String, String> now) {
        var changed = new HashMap<>(now);
        changed.entrySet().removeAll(before.entrySet());
        return changed.size();
    }
}
