package dev.tidemark.postgres;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.failure.TransientFailure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Tells by its SQLSTATE (Postgres documentation, appendix A) what an exception of the driver means
/// and what helps. Never repeats what the server says about rows.
public final class PostgresFailure {

    /// Classes whose messages may quote values: data, constraints, exceptions raised by users.
    private static final Set<String> TALKATIVE = Set.of("22", "23", "44", "P0");

    /// Connection, transaction rollback, resources, operator intervention, system error.
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> PASSING_STATES = Set.of("55P03", "55006", "25P03", "25P04");

    private static final String LACKING_RIGHT = "42501";

    private PostgresFailure() {}

    /// What kept a session from being opened. The only right that it takes is the one to connect.
    public static TidemarkFailure ofConnecting(SQLException e, DatabaseUrl url) {
        return LACKING_RIGHT.equals(e.getSQLState())
                ? TerminalFailure.world(
                        "the user `%s` may not connect to %s".formatted(url.user(), url.place()),
                        "grant connect on database %s to %s;"
                                .formatted(
                                        Identifier.quote(url.database()),
                                        Identifier.quote(url.user())),
                        e)
                : of(e, url, "connecting");
    }

    /// @param doing what was being done, such as `reading public.payment`
    public static TidemarkFailure of(SQLException e, DatabaseUrl url, String doing) {
        return EncryptionFailure.of(e, url).orElseGet(() -> byState(e, url, doing));
    }

    private static TidemarkFailure byState(SQLException e, DatabaseUrl url, String doing) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000", "08004" -> refusedLogin(e, url);
            case "3D000" ->
                    TerminalFailure.configuration(
                            "there is no database `%s` at %s:%d"
                                    .formatted(url.database(), url.host(), url.port()),
                            "correct the name in %s, or create the database"
                                    .formatted(url.origin()),
                            e);
            case LACKING_RIGHT ->
                    TerminalFailure.world(
                            "%s at %s, the user `%s` lacks a right: %s"
                                    .formatted(doing, url.place(), url.user(), said(e)),
                            "grant it; `check` says what is missing, docs/guide.md has the SQL for each role",
                            e);
            case "25006" -> new WriteAccess(url).refused(e, doing);
            case "08001" -> unreachable(e, url);
            default -> byClass(e, state, url, doing);
        };
    }

    private static TidemarkFailure byClass(
            SQLException e, String state, DatabaseUrl url, String doing) {
        String kind = state.length() < 2 ? "" : state.substring(0, 2);
        String what =
                "%s at %s failed: %s (SQLSTATE %s)".formatted(doing, url.place(), said(e), state);
        if (state.isEmpty() || PASSING.contains(kind) || PASSING_STATES.contains(state)) {
            return new TransientFailure(what, passingFix(state), e);
        }
        // A cause that quotes values would bring them into every stack trace.
        return TALKATIVE.contains(kind)
                ? TerminalFailure.world(what, "look at the data and the definition of that object")
                : TerminalFailure.world(what, "check that object and the rights on it", e);
    }

    private static String passingFix(String state) {
        return switch (state) {
            case "55P03" -> "try again; if it lasts, find who holds the lock in pg_locks";
            case "57014" -> "try again; if it lasts, raise the server's statement_timeout";
            case "53300" -> "try again; if it lasts, raise max_connections or use a pooler";
            case "40001" ->
                    "try again; on a standby, set hot_standby_feedback or"
                            + " max_standby_streaming_delay";
            default -> "try again";
        };
    }

    private static TidemarkFailure refusedLogin(SQLException e, DatabaseUrl url) {
        return TerminalFailure.configuration(
                "%s refuses the login of user `%s`: %s".formatted(url.place(), url.user(), said(e)),
                "check user and password in %s, and pg_hba.conf".formatted(url.origin()),
                e);
    }

    private static TidemarkFailure unreachable(SQLException e, DatabaseUrl url) {
        String place = url.host() + ":" + url.port();
        return switch (rootOf(e)) {
            case UnknownHostException unknown ->
                    TerminalFailure.configuration(
                            "the host `%s` is unknown".formatted(url.host()),
                            "correct the host in %s".formatted(url.origin()),
                            e);
            case ConnectException refused ->
                    new TransientFailure(
                            "nothing listens at %s: the connection was refused".formatted(place),
                            "start the database, or correct host and port in %s"
                                    .formatted(url.origin()),
                            e);
            default ->
                    new TransientFailure(
                            "%s cannot be reached".formatted(place),
                            "check host, port, network rules and sslmode in %s"
                                    .formatted(url.origin()),
                            e);
        };
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /// What the server said, without values: of talkative classes only the names of objects.
    private static String said(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        @Nullable ServerErrorMessage server =
                e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (TALKATIVE.stream().anyMatch(state::startsWith)) {
            return server == null ? "a value was refused" : objects(server);
        }
        String message = server == null ? e.getMessage() : server.getMessage();
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private static String objects(ServerErrorMessage server) {
        String names =
                Stream.of(
                                named("table", server.getTable()),
                                named("column", server.getColumn()),
                                named("constraint", server.getConstraint()))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "a value was refused" : "a value was refused by " + names;
    }

    private static String named(String kind, @Nullable String name) {
        return name == null ? "" : kind + " `" + name + "`";
    }
}
