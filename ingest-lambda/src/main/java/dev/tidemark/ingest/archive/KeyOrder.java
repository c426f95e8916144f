package dev.tidemark.ingest.archive;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.WideDecimalType;
import dev.tidemark.column.vector.BytesVector;
import dev.tidemark.column.vector.DoubleVector;
import dev.tidemark.column.vector.LongVector;
import dev.tidemark.column.vector.Vector;
import java.util.Arrays;

/// The order of keys: column by column, numbers by value, other bytes as unsigned ones. The server
/// sorts in the same order when it is asked to.
final class KeyOrder {

    private KeyOrder() {}

    /// Compares two rows of batches whose columns are those of the key.
    static int compare(ColumnBatch left, int leftRow, ColumnBatch right, int rightRow) {
        for (int column = 0; column < left.columns().size(); column++) {
            int order =
                    left.columns().at(column).type() instanceof WideDecimalType
                            ? signed(left.vector(column), leftRow, right.vector(column), rightRow)
                            : compare(left.vector(column), leftRow, right.vector(column), rightRow);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(Vector left, int leftRow, Vector right, int rightRow) {
        return switch (left) {
            case LongVector longs ->
                    Long.compare(longs.at(leftRow), ((LongVector) right).at(rightRow));
            case DoubleVector doubles ->
                    // Adding zero makes the negative zero positive: Postgres takes them for equal.
                    Double.compare(
                            doubles.at(leftRow) + 0.0, ((DoubleVector) right).at(rightRow) + 0.0);
            case BytesVector bytes -> compare(bytes, leftRow, (BytesVector) right, rightRow);
        };
    }

    /// Two's complement of the same length: the first byte has the sign.
    private static int signed(Vector left, int leftRow, Vector right, int rightRow) {
        BytesVector bytes = (BytesVector) left;
        BytesVector others = (BytesVector) right;
        int sign =
                Integer.compare(
                        bytes.array()[bytes.offset(leftRow)] >> 7,
                        others.array()[others.offset(rightRow)] >> 7);
        return sign != 0 ? sign : compare(bytes, leftRow, others, rightRow);
    }

    private static int compare(BytesVector left, int leftRow, BytesVector right, int rightRow) {
        int from = left.offset(leftRow);
        int other = right.offset(rightRow);
        return Arrays.compareUnsigned(
                left.array(),
                from,
                from + left.length(leftRow),
                right.array(),
                other,
                other + right.length(rightRow));
    }
}
