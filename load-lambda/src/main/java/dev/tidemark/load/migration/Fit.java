package dev.tidemark.load.migration;

import java.sql.Connection;
import java.sql.SQLException;

/// Whether the models that are to be loaded fit the tables that a transaction sees; throws if not.
@FunctionalInterface
public interface Fit {

    /// Where nothing was made by these models yet.
    Fit UNKNOWN = connection -> {};

    void require(Connection connection) throws SQLException;
}
