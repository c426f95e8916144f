package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingest.source.SnapshotText;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Beyond the limit of ids that a run remembers, rows are read again. None is missed, none doubled.
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class ManyIdsTest {

    private static final int BEYOND = 50;

    private Shop shop;

    @BeforeEach
    void open(TestDatabase database) throws SQLException {
        shop = Shop.withOrders(database);
    }

    @Test
    void nothingIsMissedAndNothingDoubledBeyondTheLimit() throws SQLException {
        shop.run();
        try (Connection old = shop.transaction()) {
            old.createStatement().execute("insert into orders values (0, 'late')");
            eachInItsTransaction(1, SnapshotText.SEEN_MAX + BEYOND);

            IngestLog full = shop.run();
            assertThat(full.snapshot().seen()).hasSize(SnapshotText.SEEN_MAX);
            assertThat(shop.archived()).isEqualTo(shop.inSource());

            shop.execute(
                    "insert into orders values (-1, 'new')",
                    "update orders set note = 'changed' where order_id = 1",
                    "delete from orders where order_id = 2");
            IngestLog next = shop.run();
            assertThat(Shop.table(next, "orders").rowsUpserted()).isEqualTo(BEYOND + 2L);
            assertThat(Shop.table(next, "orders").rowsDeleted()).isEqualTo(1);
            assertThat(shop.archived()).isEqualTo(shop.inSource());

            old.commit();
        }
        IngestLog last = shop.run();

        assertThat(shop.archived())
                .isEqualTo(shop.inSource())
                .hasSize(SnapshotText.SEEN_MAX + BEYOND + 1);
        assertThat(last.snapshot().seen()).isEmpty();
    }

    private void eachInItsTransaction(int first, int last) throws SQLException {
        shop.execute(
                """
                create procedure fill(first int, last int) language plpgsql as $$
                begin
                    for i in first..last loop
                        insert into orders values (i);
                        commit;
                    end loop;
                end $$
                """,
                "call fill(%d, %d)".formatted(first, last));
    }
}
