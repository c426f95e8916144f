package dev.tidemark.ingest.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// One number for everything that changes the rows of a table, or which rows it has, without a new
/// `xmin`: the relation itself, its leaf partitions, columns with types and missing values, generated
/// expressions, enum labels, row security.
///
/// The file that the relation lies in is no part of it: `VACUUM FULL` and `CLUSTER` keep `xmin`, and
/// what rewrites rows with a new one is found by that.
final class Fingerprint {

    private Fingerprint() {}

    static String of(FoundTable table) {
        String text =
                table.columns().stream()
                        .map(FoundColumn::description)
                        .collect(
                                Collectors.joining(
                                        "\u001e",
                                        "%d\u001d%s\u001d%s\u001d%s\u001d%s\u001d"
                                                .formatted(
                                                        table.oid(),
                                                        table.kind(),
                                                        table.leaves(),
                                                        table.key(),
                                                        table.rules()),
                                        ""));
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
