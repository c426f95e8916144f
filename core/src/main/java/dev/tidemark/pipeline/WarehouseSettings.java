package dev.tidemark.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where the star schemas lie in the warehouse.
///
/// @param analysts the group role that may read them
public record WarehouseSettings(String schema, Optional<String> analysts) {

    /// What a schema of a pipeline may be called.
    public static final String ALLOWED =
            "any name of up to 63 bytes that does not begin with pg_, but not information_schema"
                    + " and not tidemark";

    /// Postgres cuts off what is longer, and looks for a schema of the whole name all the same.
    private static final int BYTES_MAX = 63;

    public WarehouseSettings {
        unfit(schema)
                .ifPresent(
                        why -> {
                            throw new IllegalArgumentException(schema + ", " + why);
                        });
    }

    /// Why a pipeline cannot have that schema, in words that go on after its name.
    public static Optional<String> unfit(String schema) {
        if (schema.isEmpty() || schema.indexOf('\0') >= 0) {
            return Optional.of("which is no name");
        }
        if (schema.startsWith("pg_")) {
            return Optional.of("but Postgres keeps names that begin with pg_ for itself");
        }
        if (schema.equals("information_schema")) {
            return Optional.of("which is the server's own");
        }
        if (schema.equals("tidemark")) {
            return Optional.of("which holds the ledger that all pipelines share");
        }
        int bytes = schema.getBytes(StandardCharsets.UTF_8).length;
        return bytes > BYTES_MAX
                ? Optional.of(
                        "which has %d bytes: Postgres cuts off what is longer than %d"
                                .formatted(bytes, BYTES_MAX))
                : Optional.empty();
    }
}
