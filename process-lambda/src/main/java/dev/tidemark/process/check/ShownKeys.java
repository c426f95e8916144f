package dev.tidemark.process.check;

import dev.tidemark.process.engine.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes keys so that a message may carry them: whole numbers as they are, whatever else as the
/// beginning of its SHA-256, because it may be a name or an address.
final class ShownKeys {

    private static final Set<String> SHOWN = Set.of("smallint", "integer", "bigint");

    private static final int HASH_BYTES = 6;

    private ShownKeys() {}

    /// @param types of the key's columns, as query logs spell them
    static String of(List<String> columns, List<String> types, List<Row> keys) {
        String shown = keys.stream().map(row -> one(row, types)).collect(Collectors.joining(", "));
        String name =
                columns.size() == 1 ? columns.getFirst() : "(" + String.join(", ", columns) + ")";
        return name + " " + shown;
    }

    private static String one(Row row, List<String> types) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(value(row.at(i), types.get(i)));
        }
        return values.size() == 1 ? values.getFirst() : "(" + String.join(", ", values) + ")";
    }

    private static String value(@Nullable String value, String type) {
        if (value == null) {
            return "null";
        }
        return SHOWN.contains(type) ? value : "#" + hash(value);
    }

    private static String hash(String value) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
