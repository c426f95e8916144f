package dev.tidemark.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.column.Column;
import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.IntegerType;
import dev.tidemark.column.TextType;
import dev.tidemark.column.copy.BatchSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The keys of rows that pass by come out sorted, each once, or it is said that they are not all there.
class HeldKeysTest {

    private static final Columns KEY = Columns.of(Column.required("id", IntegerType.BIGINT));
    private static final Columns ROW =
            Columns.of(
                    Column.required("note", TextType.TEXT),
                    Column.required("id", IntegerType.BIGINT));
    private static final int SEVERAL_BLOCKS = 300_000;

    @Test
    void comeOutSortedWhateverTheOrderOfTheRows() throws IOException {
        List<Long> keys = shuffled(SEVERAL_BLOCKS);
        var held = new HeldKeys(KEY);

        pass(keys, held.before(batch -> {}));

        assertThat(held.isWhole()).isTrue();
        assertThat(read(held)).isEqualTo(sorted(keys));
    }

    @Test
    void ofSeveralSinksComeTogether() throws IOException {
        var held = new HeldKeys(KEY);
        List<Long> upper = LongStream.range(0, SEVERAL_BLOCKS).boxed().toList();
        List<Long> lower = LongStream.range(-SEVERAL_BLOCKS, 0).boxed().toList();

        BatchSink first = held.before(batch -> {});
        BatchSink second = held.before(batch -> {});
        held.before(batch -> {}).end();
        pass(upper, first);
        pass(lower, second);

        assertThat(read(held))
                .hasSize(2 * SEVERAL_BLOCKS)
                .startsWith((long) -SEVERAL_BLOCKS)
                .isSorted();
    }

    @Test
    void includeTheLeastAndTheGreatestThatThereAre() throws IOException {
        var held = new HeldKeys(KEY);

        pass(List.of(Long.MAX_VALUE, 0L), held.before(batch -> {}));
        pass(List.of(Long.MIN_VALUE, 1L), held.before(batch -> {}));

        assertThat(read(held)).containsExactly(Long.MIN_VALUE, 0L, 1L, Long.MAX_VALUE);
    }

    @Test
    void passOnWhatTheySawAndItsEnd() throws IOException {
        var rows = new ArrayList<Integer>();
        var held = new HeldKeys(KEY);

        pass(
                List.of(3L, 1L),
                held.before(
                        new BatchSink() {
                            @Override
                            public void take(ColumnBatch batch) {
                                rows.add(batch.rows());
                            }

                            @Override
                            public void end() {
                                rows.add(-1);
                            }
                        }));

        assertThat(rows).containsExactly(2, -1);
    }

    @Test
    void areNotWholeWhenTheyAreTooMany() throws IOException {
        var held = new HeldKeys(KEY, SEVERAL_BLOCKS - 1);

        pass(shuffled(SEVERAL_BLOCKS), held.before(batch -> {}));

        assertThat(held.isWhole()).isFalse();
    }

    @Test
    void areNotHeldWhereTheyAreNoSingleWholeNumbers() {
        assertThat(new HeldKeys(ROW).isWhole()).isFalse();
        assertThat(new HeldKeys(ROW.project(List.of("note"))).isWhole()).isFalse();
    }

    private static List<Long> shuffled(int count) {
        List<Long> keys = new ArrayList<>(LongStream.range(0, count).boxed().toList());
        Collections.shuffle(keys, new Random(42));
        return keys;
    }

    private static List<Long> sorted(List<Long> keys) {
        return keys.stream().sorted().collect(Collectors.toList());
    }

    private static void pass(List<Long> keys, BatchSink sink) throws IOException {
        ColumnBatch batch = ColumnBatch.of(ROW);
        for (long key : keys) {
            batch.bytes("note").add(new byte[0], 0, 0);
            batch.longs("id").add(key);
            if (batch.isFull()) {
                sink.take(batch);
                batch.clear();
            }
        }
        sink.take(batch);
        sink.end();
    }

    private static List<Long> read(HeldKeys held) {
        List<Long> keys = new ArrayList<>();
        long read =
                held.read(
                        batch -> {
                            for (int row = 0; row < batch.rows(); row++) {
                                keys.add(batch.longs("id").at(row));
                            }
                        });
        assertThat(read).isEqualTo(keys.size());
        return keys;
    }
}
