package dev.tidemark.load.migration;

import dev.tidemark.postgres.Identifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// What a history table says was applied, by the names of the files, with their checksums. Read without Flyway, which takes
/// longer to start than all else that a cold call does which finds nothing to load.
record AppliedScripts(Map<String, Integer> checksums) {

    private static final String MAY_READ =
            """
            select has_schema_privilege(schema.oid, 'usage') and has_table_privilege(relation.oid, 'select')
            from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as schema on schema.oid = relation.relnamespace
            where schema.nspname = ? and relation.relname = ?
            """;

    AppliedScripts {
        checksums = Map.copyOf(checksums);
    }

    /// Empty where the table cannot be read, or tells of something that only Flyway understands.
    static Optional<AppliedScripts> in(String schema, String table, Connection session)
            throws SQLException {
        return mayRead(schema, table, session)
                ? read(Identifier.quote(schema, table), session)
                : Optional.empty();
    }

    private static boolean mayRead(String schema, String table, Connection session)
            throws SQLException {
        try (PreparedStatement query = session.prepareStatement(MAY_READ)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// The last row of a file that may be applied again is the one that counts.
    private static Optional<AppliedScripts> read(String name, Connection session)
            throws SQLException {
        String scripts =
                "select type, script, checksum, success from "
                        + name
                        + " where type not in ('SCHEMA', 'BASELINE') order by installed_rank";
        Map<String, Integer> checksums = new HashMap<>();
        try (Statement query = session.createStatement();
                ResultSet row = query.executeQuery(scripts)) {
            while (row.next()) {
                int checksum = row.getInt("checksum");
                if (row.wasNull()
                        || !row.getString("type").equals("SQL")
                        || !row.getBoolean("success")) {
                    return Optional.empty();
                }
                checksums.put(row.getString("script"), checksum);
            }
        }
        return Optional.of(new AppliedScripts(checksums));
    }

    /// The checksum as Flyway computes it: of the lines, whatever ends them.
    static int checksum(InputStream text) {
        var sum = new CRC32();
        try (var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line != null && line.startsWith("\ufeff")) {
                line = line.substring(1);
            }
            for (; line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) sum.getValue();
    }
}
