package dev.tidemark.load.loss;

import dev.tidemark.postgres.Database;
import dev.tidemark.runlog.ProcessLog;
import java.sql.Connection;
import java.sql.SQLException;

/// Looks at the tables of a warehouse for rows that it lost.
public record LossInspection(Database warehouse, TableMemory memory) {

    /// @param newest names the models and thereby their tables
    public Losses losses(ProcessLog newest) {
        try (Connection connection = warehouse.connect()) {
            return Losses.of(connection, memory, newest);
        } catch (SQLException e) {
            throw warehouse.failure(e, "looking for what was lost");
        }
    }
}
