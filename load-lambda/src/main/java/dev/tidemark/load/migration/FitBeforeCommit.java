package dev.tidemark.load.migration;

import dev.tidemark.failure.TerminalFailure;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// Looks at the tables when the last pending migration has run and none is committed: what does not
/// fit can still be corrected in the file, instead of by one migration more.
record FitBeforeCommit(List<String> pending, Fit fit) implements Callback {

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE && isLast(context.getMigrationInfo());
    }

    private boolean isLast(MigrationInfo migration) {
        return !pending.isEmpty() && pending.getLast().equals(migration.getScript());
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            fit.require(context.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (TerminalFailure e) {
            String files = String.join(", ", pending);
            throw TerminalFailure.configuration(
                    "%s\n  So %s would have made it, and nothing of that was kept."
                            .formatted(e.what(), files),
                    "correct %s, or the models".formatted(files));
        }
    }

    @Override
    public String getCallbackName() {
        return "models fit";
    }
}
