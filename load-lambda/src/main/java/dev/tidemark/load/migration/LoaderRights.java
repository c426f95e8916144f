package dev.tidemark.load.migration;

import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.postgres.Login;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Lets the load write the ledger, where another login than its own has made it.
///
/// @param owner the login of the migrations
/// @param loader the login of the load
public record LoaderRights(Database owner, Login loader) {

    private static final String HAS =
            """
            select has_schema_privilege(login, 'tidemark', 'usage')
                and has_table_privilege(login, 'tidemark.schema_history', 'select')
                and bool_and(
                    has_table_privilege(login, 'tidemark.load_log', wanted)
                    and has_table_privilege(login, 'tidemark.load_log_fact', wanted)
                    and has_table_privilege(login, 'tidemark.load_log_table', wanted))
            from (values (?)) as role (login),
                unnest(array['select', 'insert', 'update']) as wanted
            group by login
            """;

    void grant() {
        try (Connection connection = owner.connect()) {
            if (!hasRights(connection)) {
                grant(connection);
            }
        } catch (SQLException e) {
            throw owner.failure(e, "granting the ledger to `%s`".formatted(role()));
        }
    }

    private boolean hasRights(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HAS)) {
            query.setString(1, role());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void grant(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String role = Identifier.quote(role());
            statement.execute("grant usage on schema tidemark to " + role);
            statement.execute("grant select on tidemark.schema_history to " + role);
            statement.execute(
                    "grant select, insert, update on tidemark.load_log, tidemark.load_log_fact, tidemark.load_log_table to "
                            + role);
        }
    }

    private String role() {
        return loader.url().user();
    }
}
