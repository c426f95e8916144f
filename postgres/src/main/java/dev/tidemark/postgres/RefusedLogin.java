package dev.tidemark.postgres;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/// Adds to a refused login how the role would be created.
///
/// @param role the SQL that creates it
public record RefusedLogin(String role) {

    private static final Set<String> REFUSED = Set.of("28P01", "28000");

    public <T> T explain(Supplier<T> connecting) {
        try {
            return connecting.get();
        } catch (TerminalFailure e) {
            throw isRefusal(e) ? explained(e) : e;
        }
    }

    private static boolean isRefusal(TerminalFailure e) {
        return e.getCause() instanceof SQLException cause
                && REFUSED.contains(String.valueOf(cause.getSQLState()));
    }

    private TidemarkFailure explained(TerminalFailure refused) {
        return TerminalFailure.configuration(
                refused.what(),
                refused.fix() + "; if there is no such role yet, create it:\n" + role);
    }
}
