package dev.tidemark.load.merge;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.target.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// The keys of the rows of a run: each there once, none of them null. The process stage promises
/// it; a merge of rows for which it does not hold would lose one of them in silence.
record Keys(RunTransaction transaction, Target target) {

    private static final int KEYS_SHOWN = 3;
    private static final int HASH_BYTES_SHOWN = 6;

    /// @param rows the table that holds them, as SQL names it
    void requireUnique(String rows) throws SQLException {
        String keys = Target.list(target.key());
        String nulls =
                target.key().stream()
                        .map(name -> Target.list("r", List.of(name)) + " is null")
                        .collect(Collectors.joining(" or "));
        String sql =
                "select %s from %s as r group by %s having count(*) > 1 or %s limit %d"
                        .formatted(keys, rows, keys, nulls, KEYS_SHOWN);
        List<String> found = new ArrayList<>();
        try (Statement statement = transaction.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(key(row));
            }
        }
        if (!found.isEmpty()) {
            throw doubled(found);
        }
    }

    private String key(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String name : target.key()) {
            parts.add(name + " " + shown(row.getObject(name)));
        }
        return String.join(", ", parts);
    }

    private static String shown(Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case UUID uuid -> uuid.toString();
            default -> "#" + hash(value.toString());
        };
    }

    private static String hash(String value) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES_SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private TerminalFailure doubled(List<String> found) {
        return TerminalFailure.world(
                "run %s brings rows of %s whose key is doubled or null: %s. Nothing of the run was loaded."
                        .formatted(
                                transaction.run(), target.model().name(), String.join("; ", found)),
                "correct the key in the head of the model %s, or its SQL"
                        .formatted(target.model().name()));
    }
}
