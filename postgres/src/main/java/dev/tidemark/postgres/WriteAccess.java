package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Whether a server lets a login write at all, whatever its rights on tables are.
public record WriteAccess(DatabaseUrl url) {

    private static final String STATE =
            "select pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean";

    /// @param connection of that login
    public Optional<TerminalFailure> lacking(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            row.next();
            if (row.getBoolean(1)) {
                return Optional.of(standby());
            }
            return row.getBoolean(2) ? Optional.of(readOnly()) : Optional.empty();
        }
    }

    private TerminalFailure standby() {
        return TerminalFailure.configuration(
                "%s is a standby, which takes no writes".formatted(url.place()), primary());
    }

    private TerminalFailure readOnly() {
        return TerminalFailure.world(
                "transactions of the user `%s` at %s are read-only by default (default_transaction_read_only): nothing can be written"
                        .formatted(url.user(), url.place()),
                writable());
    }

    /// A statement was refused, and the server does not say which of the two is the reason.
    TerminalFailure refused(SQLException e, String doing) {
        return TerminalFailure.world(
                "%s at %s was refused: transactions of the user `%s` are read-only there"
                        .formatted(doing, url.place(), url.user()),
                "if it is a standby, %s; otherwise  %s".formatted(primary(), writable()),
                e);
    }

    private String primary() {
        return "name its primary server in " + url.origin();
    }

    /// What is set for a role in a database outweighs what is set for either, or for the server. It may be typed by a session
    /// that is read-only itself.
    private String writable() {
        return "begin read write; alter role %s in database %s set default_transaction_read_only = off; commit;"
                .formatted(Identifier.quote(url.user()), Identifier.quote(url.database()));
    }
}
