package dev.tidemark.load.migration;

import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Identifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets the analysts' group role read what the models fill, and the views over it. What this login
/// may not grant, somebody is told to.
public record AnalystRights(Pipeline pipeline, String role) {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String MISSING_ROLE =
            "select not exists (select from pg_catalog.pg_roles where rolname = ?)";

    private static final String MISSING_USAGE =
            "select not has_schema_privilege(?, oid, 'usage') from pg_catalog.pg_namespace where nspname = ?";

    /// A partition is read through its table.
    private static final String MISSING_SELECT =
            """
            select relation.relname from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as schema on schema.oid = relation.relnamespace
            where schema.nspname = ? and relation.relname = any (?)
                and relation.relkind in ('r', 'p', 'v', 'm')
                and not has_table_privilege(?, relation.oid, 'select')
            order by 1
            """;

    /// What somebody else has to type first; nothing where the role exists.
    public Optional<String> missing(Connection connection) throws SQLException {
        return isTrue(connection, MISSING_ROLE, role)
                ? Optional.of(
                        said(
                                "the role `%s` does not exist".formatted(role),
                                List.of("CREATE ROLE " + quoted())))
                : Optional.empty();
    }

    /// Grants what is lacking, and returns what somebody else has to type.
    Optional<String> grant(Connection connection) throws SQLException {
        Optional<String> missing = missing(connection);
        return missing.isPresent() ? missing : grantToRole(connection);
    }

    private Optional<String> grantToRole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String grant : lacking(connection)) {
                tryTo(statement, grant);
            }
        }
        List<String> refused = lacking(connection);
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        said("`%s` may not read all that is loaded".formatted(role), refused));
    }

    private static String said(String finding, List<String> commands) {
        return "warehouse.analysts: %s. To be typed by who may:  %s"
                .formatted(finding, String.join("; ", commands));
    }

    /// Postgres only warns of a grant by somebody with some right on the table: what is missing is
    /// looked at again afterwards.
    private static void tryTo(Statement statement, String grant) throws SQLException {
        try {
            statement.execute(grant);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private List<String> lacking(Connection connection) throws SQLException {
        String schema = pipeline.warehouse().schema();
        List<String> grants = new ArrayList<>();
        if (isTrue(connection, MISSING_USAGE, role, schema)) {
            grants.add(
                    "GRANT USAGE ON SCHEMA %s TO %s"
                            .formatted(Identifier.quoteIfNeeded(schema), quoted()));
        }
        for (String name : unreadable(connection, schema)) {
            grants.add(
                    "GRANT SELECT ON %s.%s TO %s"
                            .formatted(
                                    Identifier.quoteIfNeeded(schema),
                                    Identifier.quoteIfNeeded(name),
                                    quoted()));
        }
        return grants;
    }

    private List<String> unreadable(Connection connection, String schema) throws SQLException {
        Array names = connection.createArrayOf("text", names().toArray());
        try (PreparedStatement query = connection.prepareStatement(MISSING_SELECT)) {
            query.setString(1, schema);
            query.setArray(2, names);
            query.setString(3, role);
            List<String> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        } finally {
            names.free();
        }
    }

    private Stream<String> names() {
        return pipeline.models().stream()
                .flatMap(
                        model ->
                                Stream.of("", "_superseded", "_current", "_history")
                                        .map(suffix -> model.name() + suffix));
    }

    private static boolean isTrue(Connection connection, String select, String... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(select)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private String quoted() {
        return Identifier.quoteIfNeeded(role);
    }
}
