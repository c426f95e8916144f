package dev.tidemark.load.target;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.postgres.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The rights that the login of the load needs on the tables that it fills.
///
/// @param user of the load
public record LoaderAccess(String schema, String user) {

    private static final String RIGHTS =
            """
            select has_schema_privilege(?, ?, 'usage') as in_schema,
                array(
                    select wanted from unnest(array['select', 'insert', 'update']) as wanted
                    where not has_table_privilege(?, to_regclass(?)::oid, wanted)
                ) as lacking
            """;

    private static final String MAY_STAGE =
            "select has_database_privilege(?, current_database(), 'temporary'), current_database()";

    /// Rows are staged in temporary tables. Everybody may make them, unless that was revoked.
    public Optional<TerminalFailure> lackingStaging(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MAY_STAGE)) {
            query.setString(1, user);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1)
                        ? Optional.empty()
                        : Optional.of(mayNotStage(row.getString(2)));
            }
        }
    }

    private TerminalFailure mayNotStage(String database) {
        return TerminalFailure.world(
                "the user `%s` may not make temporary tables, in which rows are staged"
                        .formatted(user),
                "grant temporary on database %s to %s;"
                        .formatted(Identifier.quote(database), Identifier.quote(user)));
    }

    /// One failure for each table, with the SQL that grants what is missing; the right on the schema
    /// stands in the first of them.
    public List<TerminalFailure> lacking(Connection connection, Collection<TargetTable> tables)
            throws SQLException {
        List<TerminalFailure> failures = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RIGHTS)) {
            for (TargetTable table : tables) {
                query.setString(1, user);
                query.setString(2, schema);
                query.setString(3, user);
                query.setString(4, table.sql());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    compare(
                            table,
                            row.getBoolean("in_schema") || !failures.isEmpty(),
                            List.of((String[]) row.getArray("lacking").getArray()),
                            failures);
                }
            }
        }
        return failures;
    }

    private void compare(
            TargetTable table,
            boolean inSchema,
            List<String> lacking,
            List<TerminalFailure> failures) {
        List<String> grants = new ArrayList<>();
        String role = Identifier.quote(user);
        if (!inSchema) {
            grants.add("grant usage on schema %s to %s;".formatted(Identifier.quote(schema), role));
        }
        if (!lacking.isEmpty()) {
            grants.add(
                    "grant %s on %s to %s;"
                            .formatted(String.join(", ", lacking), table.sql(), role));
        }
        if (!grants.isEmpty()) {
            failures.add(
                    TerminalFailure.world(
                            "the user `%s` may not fill the table %s".formatted(user, table),
                            String.join(" ", grants)));
        }
    }
}
