package dev.tidemark.load;

import static dev.tidemark.load.ModelRows.customers;
import static dev.tidemark.load.ModelRows.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The query log says how many rows are to come, so the load says it before the first one moves.
@ExtendWith(PostgresExtension.class)
class ForeseenRowsTest {

    @Test
    void allModelsOfARunAreForeseenBeforeTheFirstOneMoves(TestDatabase database) {
        List<String> heard = new ArrayList<>();
        try (var shop = new Shop(database)) {
            shop.runs.publish(
                    customers().row(1, "Ada", null),
                    orders().row(10, 1, "1.00", "a").row(11, 1, "2.00", "b"));

            shop.loading(Limits.DEFAULT, shop.login, recording(heard)).catchUp(Deadline.none());
        }

        assertThat(heard.subList(0, 2))
                .containsExactlyInAnyOrder("expected dim_customer 1", "expected fact_order 2");
        assertThat(heard.subList(2, heard.size())).noneMatch(line -> line.startsWith("expected"));
    }

    private static Progress recording(List<String> heard) {
        return new Progress() {
            @Override
            public void expected(Stage stage, String relation, long rows) {
                heard.add("expected %s %d".formatted(relation, rows));
            }

            @Override
            public void moved(Stage stage, String relation, long rows, long bytes) {
                heard.add("moved " + relation);
            }
        };
    }
}
