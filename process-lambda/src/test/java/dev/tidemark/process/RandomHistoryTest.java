package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After any history the merged models are what their SQL makes of the source.
@Tag("slow")
class RandomHistoryTest {

    @TempDir private Path temporary;
    private Scene scene;

    private static final int RUNS = 12;
    private static final int CHANGES_PER_RUN = 8;
    private static final int KEYS = 25;

    private static final String STAFF =
            "select s.staff_id, s.name, d.town from %s.staff as s left join %s.department as d on d.department_id = s.department_id where s.name <> 'x'";
    private static final String ORDERS =
            "select o.order_id, o.line_id, o.staff_id, o.price * 2 as price from %s.orders as o where o.price > 3";

    @BeforeEach
    void aShop() {
        scene = new Scene(temporary);
        scene.source.table("department", "department_id", "department_id integer", "town text");
        scene.source.table(
                "staff", "staff_id", "staff_id integer", "name text", "department_id integer");
        scene.source.table(
                "orders",
                "order_id, line_id",
                "order_id integer",
                "line_id integer",
                "staff_id integer",
                "price numeric(10,2)");
        scene.folder
                .dimension("dim_staff", "staff_id", STAFF.formatted("current", "current"))
                .fact("fact_order", "order_id, line_id", ORDERS.formatted("delta"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theMergedModelsAreWhatTheSourceSays(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            for (int change = 0; change < CHANGES_PER_RUN; change++) {
                change(random);
            }
            if (random.nextInt(5) == 0) {
                scene.source.ingestInFull("orders");
            } else {
                scene.source.ingest();
            }
            if (random.nextInt(3) > 0) {
                scene.process();
                requireSame(seed, run);
            }
        }
    }

    private void requireSame(long seed, int run) {
        String place = "seed %d, run %d".formatted(seed, run + 1);
        assertThat(scene.rows("dim_staff"))
                .as(place)
                .isEqualTo(direct(STAFF.formatted("src", "src")));
        assertThat(scene.rows("fact_order")).as(place).isEqualTo(direct(ORDERS.formatted("src")));
    }

    private List<List<String>> direct(String sql) {
        return scene.source.database().rows(sql);
    }

    private void change(Random random) {
        int key = random.nextInt(KEYS);
        switch (random.nextInt(6)) {
            case 0 ->
                    replace(
                            "department",
                            key % 4,
                            k -> "%d, 't%d'".formatted(k, random.nextInt(5)));
            case 1, 2 ->
                    replace(
                            "staff",
                            key,
                            k ->
                                    "%d, '%s', %d"
                                            .formatted(
                                                    k,
                                                    random.nextInt(3) == 0 ? "x" : "n" + k,
                                                    random.nextInt(4)));
            case 3, 4 ->
                    replace(
                            "orders",
                            key,
                            k ->
                                    "%d, %d, %d, %d"
                                            .formatted(
                                                    k,
                                                    k % 3,
                                                    random.nextInt(KEYS),
                                                    random.nextInt(6)));
            default ->
                    scene.source.execute(
                            random.nextBoolean()
                                    ? "delete from src.orders where order_id = " + key
                                    : "delete from src.staff where staff_id = " + key);
        }
    }

    private void replace(String table, int key, IntFunction<String> values) {
        String column = table.equals("orders") ? "order_id" : table + "_id";
        scene.source.execute("delete from src.%s where %s = %d".formatted(table, column, key));
        scene.source.execute("insert into src.%s values (%s)".formatted(table, values.apply(key)));
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
