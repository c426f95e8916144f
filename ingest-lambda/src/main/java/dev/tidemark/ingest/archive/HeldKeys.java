package dev.tidemark.ingest.archive;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.column.vector.LongVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The keys of rows that pass by, held in memory, so that the source need not sort and send them once more. Only a key
/// of one column of whole numbers is held, and only so many.
public final class HeldKeys implements SortedKeys {

    /// 64 MB of them.
    static final int KEYS_MAX = 8 << 20;

    private static final int BLOCK_KEYS = 1 << 16;

    private final Columns columns;
    private final int keysMax;
    private final List<Block> blocks = new ArrayList<>();
    private boolean whole;

    /// @param columns those of the key
    public HeldKeys(Columns columns) {
        this(columns, KEYS_MAX);
    }

    HeldKeys(Columns columns, int keysMax) {
        this.columns = columns;
        this.keysMax = keysMax;
        this.whole = columns.size() == 1 && columns.at(0).type().newVector() instanceof LongVector;
    }

    /// Whether all keys are here that went through the sinks.
    public synchronized boolean isWhole() {
        return whole;
    }

    /// A sink that keeps the keys of what it passes on. Several may be used at once.
    public synchronized BatchSink before(BatchSink next) {
        return whole ? new Watch(next, columns.at(0).name()) : next;
    }

    @Override
    public synchronized long read(BatchSink sink) {
        try {
            return merge(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Rows mostly lie in the order of their keys, so that one block follows the other.
    private long merge(BatchSink sink) throws IOException {
        var heads = new PriorityQueue<Block>(Comparator.comparingLong(Block::key));
        for (Block block : blocks) {
            block.sort();
            if (!block.isTaken()) {
                heads.add(block);
            }
        }
        ColumnBatch batch = ColumnBatch.of(columns);
        var keys = (LongVector) batch.vector(0);
        long read = 0;
        while (!heads.isEmpty()) {
            Block least = heads.remove();
            long next = heads.isEmpty() ? Long.MAX_VALUE : heads.peek().key();
            do {
                keys.add(least.take());
                read++;
                if (batch.isFull()) {
                    sink.take(batch);
                    batch.clear();
                }
            } while (!least.isTaken() && least.key() <= next);
            if (!least.isTaken()) {
                heads.add(least);
            }
        }
        if (batch.rows() > 0) {
            sink.take(batch);
        }
        return read;
    }

    private synchronized Block block() {
        var block = new Block();
        if (whole && (long) (blocks.size() + 1) * BLOCK_KEYS > keysMax) {
            whole = false;
            blocks.clear();
        }
        if (whole) {
            blocks.add(block);
        }
        return block;
    }

    private final class Watch implements BatchSink {

        private final BatchSink next;
        private final String key;
        private Block block = block();

        Watch(BatchSink next, String key) {
            this.next = next;
            this.key = key;
        }

        @Override
        public void take(ColumnBatch batch) throws IOException {
            LongVector keys = batch.longs(key);
            for (int row = 0; row < batch.rows(); row++) {
                if (block.isFull()) {
                    block = block();
                }
                block.add(keys.at(row));
            }
            next.take(batch);
        }

        @Override
        public void end() throws IOException {
            next.end();
        }
    }

    private static final class Block {

        private final long[] keys = new long[BLOCK_KEYS];
        private int size;
        private int taken;

        boolean isFull() {
            return size == keys.length;
        }

        void add(long key) {
            keys[size++] = key;
        }

        void sort() {
            Arrays.sort(keys, 0, size);
            taken = 0;
        }

        long key() {
            return keys[taken];
        }

        long take() {
            return keys[taken++];
        }

        boolean isTaken() {
            return taken == size;
        }
    }
}
