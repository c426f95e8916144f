package dev.tidemark.column;

import dev.tidemark.column.vector.BytesVector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// Names a row in a message by its key, without giving content away: integers are shown, anything else as a hash.
public final class RowKey {
    private static final int HASH_BYTES_SHOWN = 6;

    private RowKey() {}

    /// Such as `order_id 17`, or `code #1f0c3a…` for a text.
    public static String text(ColumnBatch batch, int row, List<String> key) {
        if (row >= batch.rows()) {
            return "a row whose key was not read";
        }
        return key.stream().map(name -> part(batch, row, name)).collect(Collectors.joining(", "));
    }

    private static String part(ColumnBatch batch, int row, String name) {
        int column = batch.columns().indexOf(name);
        String value = batch.text(column, row);
        boolean shown =
                batch.columns().at(column).type() instanceof IntegerType
                        || batch.vector(column).isNull(row);
        return name + " " + (shown || isUuid(batch, column, value) ? value : hash(value));
    }

    private static boolean isUuid(ColumnBatch batch, int column, String value) {
        return batch.vector(column) instanceof BytesVector
                && value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static String hash(String value) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(value.getBytes(StandardCharsets.UTF_8));
            return "#" + HexFormat.of().formatHex(digest, 0, HASH_BYTES_SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
