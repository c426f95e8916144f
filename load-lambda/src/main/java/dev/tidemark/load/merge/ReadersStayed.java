package dev.tidemark.load.merge;

import java.io.Serial;
import java.sql.SQLException;

/// Somebody who has read a fact stays in its transaction, so that no partition can be attached to
/// that fact without a statement seeing half a run. The run is to be repeated the small way.
public final class ReadersStayed extends SQLException {

    @Serial private static final long serialVersionUID = 1;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    ReadersStayed() {
        super("transactions that have read a fact stay open", LOCK_NOT_AVAILABLE);
    }
}
