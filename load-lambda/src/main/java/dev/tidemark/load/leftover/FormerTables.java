package dev.tidemark.load.leftover;

import dev.tidemark.load.target.Catalog;
import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.Target;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tables that a model of a pipeline filled once. A schema may be shared with other pipelines and
/// with people, whose tables they are not.
record FormerTables(Pipeline pipeline, FormerRuns former, Connection connection) {

    private static final String LOADING = "select distinct pipeline from tidemark.load_log";

    /// @param models as the next run would make them
    List<Leftover> beside(Collection<ProcessedModel> models) throws SQLException {
        String schema = pipeline.warehouse().schema();
        // This pipeline's own among them.
        List<Pipeline> filling = PipelineFolder.filling(pipelines(), schema);
        List<String> names = Catalog.names(connection, schema);
        List<String> unfilled =
                names.stream()
                        .filter(
                                name ->
                                        models.stream()
                                                .noneMatch(model -> model.name().equals(name)))
                        .filter(name -> filling.stream().noneMatch(each -> has(each, name)))
                        .toList();
        List<Leftover> found = new ArrayList<>();
        for (TargetTable table : Catalog.read(connection, schema, unfilled).values()) {
            if (isShapedByModel(table, names)) {
                Optional<ProcessLog> last = former.last(log -> log.model(table.name()).isPresent());
                if (last.isPresent()) {
                    found.add(leftover(table, last.get(), names));
                }
            }
        }
        return found;
    }

    private Path pipelines() {
        return Optional.ofNullable(pipeline.folder().toAbsolutePath().getParent()).orElseThrow();
    }

    /// Also a model that cannot be read fills its table, as soon as it is corrected.
    private static boolean has(Pipeline pipeline, String model) {
        return Files.exists(pipeline.folder().resolve("models").resolve(model + ".sql"));
    }

    /// For each other table of the schema, runs would be looked through in vain.
    private static boolean isShapedByModel(TargetTable table, Collection<String> names) {
        return table.column(Contract.DELETED_RUN).isPresent()
                || names.contains(Target.supersededName(table.name()));
    }

    private Leftover leftover(TargetTable table, ProcessLog last, Collection<String> names)
            throws SQLException {
        List<String> gone =
                last.model(table.name()).stream()
                        .flatMap(Contract::tablesOf)
                        .filter(names::contains)
                        .toList();
        List<String> quoted =
                gone.stream().map(name -> Identifier.quote(table.schema(), name)).toList();
        var name = new SqlName(connection);
        List<String> removal = new ArrayList<>();
        var dependents = new Dependents(connection);
        dependents.views(quoted, Optional.empty()).forEach(view -> removal.add(view.drop()));
        removal.addAll(dependents.keysDropped(quoted));
        for (String each : gone.reversed()) {
            removal.add("drop table %s;".formatted(name.of(table.schema(), each)));
        }
        return new Leftover(table.toString(), unlessOfOthers(), last.header(), "", removal);
    }

    /// Pipelines of other folders may load into the same warehouse.
    private String unlessOfOthers() throws SQLException {
        List<String> known = PipelineFolder.names(pipelines());
        try (PreparedStatement query = connection.prepareStatement(LOADING);
                ResultSet row = query.executeQuery()) {
            List<String> unknown = new ArrayList<>();
            while (row.next()) {
                if (!known.contains(row.getString(1))) {
                    unknown.add(row.getString(1));
                }
            }
            return unknown.isEmpty()
                    ? ""
                    : unknown.stream()
                            .sorted()
                            .collect(
                                    Collectors.joining(
                                            "`, `",
                                            ", unless pipeline `",
                                            "` of another folder does"));
        }
    }
}
