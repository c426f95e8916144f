package dev.tidemark.process;

import dev.tidemark.runlog.TableName;
import java.util.Set;

/// What a person decided to leave out of a run, and why.
public sealed interface Skip {

    boolean covers(TableName table);

    /// Nothing is left out.
    record Nothing() implements Skip {
        @Override
        public boolean covers(TableName table) {
            return false;
        }
    }

    /// These tables, and with them the models that read them.
    record Tables(Set<TableName> tables, String reason) implements Skip {

        public Tables {
            tables = Set.copyOf(tables);
            requireReason(reason);
        }

        @Override
        public boolean covers(TableName table) {
            return tables.contains(table);
        }
    }

    /// The whole run: no model is run, not even looked at.
    record Everything(String reason) implements Skip {

        public Everything {
            requireReason(reason);
        }

        @Override
        public boolean covers(TableName table) {
            return true;
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a skip has a reason");
        }
    }
}
