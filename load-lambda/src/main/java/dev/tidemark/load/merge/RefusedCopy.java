package dev.tidemark.load.merge;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.target.Target;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What it means that the server did not take a row of a COPY: a value that its column does not
/// hold. Says which column, never which value.
final class RefusedCopy {

    /// SQLSTATE class "data exception".
    private static final String DATA = "22";

    /// How the server says where in a COPY it was; the value follows a colon.
    private static final Pattern PLACE =
            Pattern.compile("COPY .+?, line \\d+, column (?<column>[^:\\n]+).*", Pattern.DOTALL);

    private RefusedCopy() {}

    /// A terminal failure is thrown; any other exception comes back as it is.
    static SQLException of(RunTransaction transaction, Target target, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (!state.startsWith(DATA)) {
            return e;
        }
        // The exception is not kept as a cause: it quotes the value.
        throw TerminalFailure.world(
                "run %s: %s does not take a value of the model%s (SQLSTATE %s). Nothing of the run was loaded."
                        .formatted(transaction.run(), target.table(), column(target, e), state),
                transaction.wayOut(target));
    }

    private static String column(Target target, SQLException e) {
        @Nullable ServerErrorMessage server =
                e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        if (server == null || server.getWhere() == null) {
            return "";
        }
        Matcher place = PLACE.matcher(server.getWhere());
        return place.matches() && target.names().contains(place.group("column"))
                ? " in its column " + place.group("column")
                : "";
    }
}
