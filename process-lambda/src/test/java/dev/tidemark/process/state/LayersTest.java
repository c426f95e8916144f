package dev.tidemark.process.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Layers are few, and a row changes its layer rarely.
class LayersTest {

    private static final long BASE_ROWS = 100_000_000;
    private static final int RUNS = 1000;

    /// Up to 1,024 rows, and eight times as many, and so on up to 2 million.
    private static final int SIZES = 5;

    private final Random random = new Random(1);
    private List<Long> layers = new ArrayList<>(List.of(BASE_ROWS));
    private long brought;
    private long written;
    private int layersMax;

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 1000, 2000})
    void stayFewAndAreSeldomWrittenAgainWhenRunsAreAlike(int rows) {
        for (int run = 0; run < RUNS; run++) {
            follow(rows);
        }

        requireFewLayersAndRewrites();
    }

    @Test
    void stayFewAndAreSeldomWrittenAgainWhenRunsDiffer() {
        for (int run = 0; run < RUNS; run++) {
            follow(1L << random.nextInt(15));
        }

        requireFewLayersAndRewrites();
    }

    @Test
    void ofLargeRunsAmongSmallOnesStayFew() {
        for (int run = 0; run < RUNS; run++) {
            follow(run % 9 == 0 ? 10_000 : 5);
        }

        requireFewLayersAndRewrites();
    }

    @Test
    void areFoldedWithADeltaThatIsLarger() {
        Layers small = of(List.of(BASE_ROWS, 50_000L, 3000L, 20L));

        assertThat(small.foldedWith(10)).isEmpty();
        assertThat(small.foldedWith(2000)).extracting(Layers.Layer::count).containsExactly(20L);
        assertThat(small.foldedWith(9000))
                .extracting(Layers.Layer::count)
                .containsExactly(3000L, 20L);
    }

    private void follow(long rows) {
        int folded = of(layers).foldedWith(rows).size();
        List<Long> kept = layers.subList(0, layers.size() - folded);
        long layer = rows + sum(layers.subList(kept.size(), layers.size()));
        layers = new ArrayList<>(kept);
        layers.add(layer);
        brought += rows;
        written += folded == 0 ? 0 : layer;
        layersMax = Math.max(layersMax, layers.size());
    }

    private void requireFewLayersAndRewrites() {
        assertThat(sum(layers)).isEqualTo(BASE_ROWS + brought);
        assertThat(layersMax).isLessThanOrEqualTo(1 + SIZES * (Layers.FOLDED_MIN - 1));
        // Small layers are written again more often, but no more than so many rows of them in a
        // run.
        assertThat(written).isLessThanOrEqualTo(SIZES * brought + RUNS * 1024L);
    }

    private static long sum(List<Long> rows) {
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    private static Layers of(List<Long> rows) {
        return Layers.of(
                LongStream.range(0, rows.size())
                        .mapToObj(run -> file(run + 1, rows.get((int) run)))
                        .toList());
    }

    private static DataFile file(long run, long rows) {
        return new DataFile(
                new Key("sales/state/public.t/%09d-0123456789abcdef-00000.parquet".formatted(run)),
                rows,
                rows,
                "0".repeat(64));
    }
}
