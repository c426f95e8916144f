package dev.tidemark.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the changed rows make of a model is, in each run, what the whole model before and after
/// differs in. Each model has a twin that is made whole, because its SQL stands in a subquery.
@Tag("slow")
class RowWiseModelsTest {

    private static final int RUNS = 8;
    private static final int CHANGES_PER_RUN = 5;
    private static final int KEYS = 30;
    private static final int TOWNS = 5;

    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    static {
        MODELS.put("plain", "select staff_id, upper(name) as name, x from current.staff");
        MODELS.put("star", "select * from current.staff");
        MODELS.put("filtered", "select staff_id, x from current.staff where x > 1 or name = 'n1'");
        MODELS.put(
                "looked_up",
                "select s.staff_id, s.x, t.name as town from current.staff s left join current.town t on t.town_id = s.town_id");
        MODELS.put(
                "joined",
                "select s.staff_id, t.name as town from current.staff s join current.town t using (town_id) where t.name <> 't1' and s.x > 0");
        MODELS.put(
                "grouped",
                "select staff_id, max(x) as x, count(*) as n from current.staff group by staff_id having max(x) > 1");
        MODELS.put(
                "summed",
                "select town_id as staff_id, sum(x)::bigint as x from current.staff where town_id is not null group by town_id");
        MODELS.put("distinct_rows", "select distinct staff_id, name from current.staff");
        MODELS.put(
                "distinct_on",
                "select distinct on (name) staff_id, name from current.staff order by name, staff_id");
        MODELS.put(
                "numbered",
                "select staff_id, count(*) over (partition by town_id) as n from current.staff");
        MODELS.put(
                "ranked",
                "select staff_id from current.staff qualify row_number() over (partition by name order by x, staff_id) = 1");
        MODELS.put("limited", "select staff_id, x from current.staff order by x, staff_id limit 7");
        MODELS.put(
                "self_joined",
                "select s.staff_id, o.name as boss from current.staff s left join current.staff o on o.staff_id = s.x");
        MODELS.put(
                "compared",
                "select staff_id, x from current.staff where x >= (select max(x) from current.staff)");
        MODELS.put(
                "right_side",
                "select t.town_id as staff_id, s.name from current.town t left join current.staff s on s.staff_id = t.town_id");
        MODELS.put(
                "united",
                "select staff_id, x from current.staff where x > 2 union select staff_id, x from current.staff where town_id = 1");
        MODELS.put(
                "stepwise",
                "with top as (select max(x) as x from current.staff) select s.staff_id, top.x - s.x as behind from current.staff s join top on true");
    }

    @TempDir private Path temporary;
    private Scene scene;

    @BeforeEach
    void modelsAndTwins() {
        scene = new Scene(temporary);
        scene.source.table("town", "town_id", "town_id integer", "name text");
        scene.source.table(
                "staff",
                "staff_id",
                "staff_id integer",
                "name text",
                "town_id integer",
                "x integer");
        MODELS.forEach(
                (name, sql) -> {
                    scene.folder.dimension("dim_" + name, "staff_id", sql);
                    scene.folder.dimension(
                            "whole_" + name, "staff_id", "select * from (\n" + sql + "\n)");
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sayTheSameAsWholeModels(long seed) {
        var random = new Random(seed);
        for (int run = 1; run <= RUNS; run++) {
            for (int change = random.nextInt(CHANGES_PER_RUN); change >= 0; change--) {
                change(random);
            }
            scene.ingestAndProcess();
            for (String name : MODELS.keySet()) {
                requireSame(name, "seed %d, run %d, %s".formatted(seed, run, name));
            }
        }
    }

    private void requireSame(String name, String place) {
        assertThat(scene.rows("dim_" + name)).as(place).isEqualTo(scene.rows("whole_" + name));
        assertThat(scene.merged.brought("dim_" + name))
                .as(place)
                .isEqualTo(scene.merged.brought("whole_" + name));
    }

    private void change(Random random) {
        int key = random.nextInt(KEYS);
        switch (random.nextInt(8)) {
            case 0 -> replace("town", random.nextInt(TOWNS), "'t%d'".formatted(random.nextInt(3)));
            case 1, 2 -> scene.source.execute("delete from src.staff where staff_id = " + key);
            case 3 ->
                    scene.source.execute("update src.staff set x = x + 1 where staff_id = " + key);
            default ->
                    replace(
                            "staff",
                            key,
                            "'n%d', %s, %d"
                                    .formatted(
                                            random.nextInt(3),
                                            random.nextInt(4) == 0
                                                    ? "null"
                                                    : random.nextInt(TOWNS) + "",
                                            random.nextInt(5)));
        }
    }

    private void replace(String table, int key, String values) {
        scene.source.execute("delete from src.%s where %s_id = %d".formatted(table, table, key));
        scene.source.execute("insert into src.%s values (%d, %s)".formatted(table, key, values));
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
