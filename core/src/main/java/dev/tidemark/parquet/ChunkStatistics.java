package dev.tidemark.parquet;

import dev.tidemark.column.ColumnType;
import dev.tidemark.column.DoubleType;
import dev.tidemark.column.FloatType;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.format.Statistics;

/// The smallest and the largest value of a chunk, by which readers skip row groups.
final class ChunkStatistics {
    private static final int VALUE_BYTES_MAX = 64;

    private ChunkStatistics() {}

    /// Long texts get none, and floating point neither, whose NaN and zeros have no agreed order.
    static Statistics of(org.apache.parquet.column.statistics.Statistics<?> from, ColumnType type) {
        Statistics statistics = new Statistics().setNull_count(from.getNumNulls());
        if (!from.hasNonNullValue() || type instanceof DoubleType || type instanceof FloatType) {
            return statistics;
        }
        if (isShort(from)) {
            statistics.setMin_value(from.getMinBytes()).setMax_value(from.getMaxBytes());
            statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
        }
        return statistics;
    }

    private static boolean isShort(org.apache.parquet.column.statistics.Statistics<?> from) {
        return !(from instanceof BinaryStatistics texts)
                || (texts.genericGetMin().length() <= VALUE_BYTES_MAX
                        && texts.genericGetMax().length() <= VALUE_BYTES_MAX);
    }
}
