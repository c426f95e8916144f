package dev.tidemark.load;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Contract;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.runlog.ProcessedModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Finds what a load would be refused for of models that no run has made yet: what the tables of the
/// warehouse, as they are now, do not take.
public record Misfits(Pipeline pipeline) {

    public List<TerminalFailure> of(Collection<ProcessedModel> models, Database warehouse) {
        String schema = pipeline.warehouse().schema();
        List<String> names = models.stream().flatMap(Contract::tablesOf).toList();
        try (Connection connection = warehouse.connect()) {
            return Contract.findings(
                            schema,
                            models,
                            Catalog.read(connection, schema, names),
                            Catalog.names(connection, schema))
                    .stream()
                    .map(this::failure)
                    .toList();
        } catch (SQLException e) {
            throw warehouse.failure(e, "comparing the models with the tables");
        }
    }

    TerminalFailure failure(String finding) {
        return TerminalFailure.configuration(
                finding,
                "add a migration to %s/warehouse, or correct the models"
                        .formatted(pipeline.name()));
    }
}
