package dev.tidemark.ingest.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.runlog.TableName;
import org.junit.jupiter.api.Test;

class GuardRailTest {

    private static final long ROWS = 1_000_000;

    @Test
    void whatToTypeIsOneWordForAShellWhateverTheTableIsCalled() {
        var guard = new GuardRail("shop", DeleteGuard.DEFAULT, table -> false);

        assertThatThrownBy(() -> guard.check(new TableName("public", "Order Items"), ROWS, ROWS))
                .hasMessageContaining(
                        "  tidemark run shop --accept-deletes 'public.Order Items'  (or");
        assertThatThrownBy(() -> guard.check(new TableName("public", "sale"), ROWS, ROWS))
                .hasMessageContaining("  tidemark run shop --accept-deletes public.sale  (or");
    }
}
