package dev.tidemark.ingest.table;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables that models name. One of them that goes would take every row of those models with it. Where two schemas have
/// a table of that name, no model could read either, and one of them has to go.
public record NamedTables(Pipeline pipeline) {

    /// Refuses a run in which such a table is gone.
    ///
    /// @return the same plans
    public List<TablePlan> require(List<TablePlan> plans) {
        Set<String> staying =
                plans.stream()
                        .flatMap(plan -> followedAllAlong(plan).stream())
                        .map(table -> table.name().table())
                        .collect(Collectors.toSet());
        for (TablePlan plan : plans) {
            if (plan instanceof TablePlan.Gone gone
                    && !staying.contains(gone.before().name().table())
                    && !isMoved(gone.before(), plans)) {
                require(gone, plans);
            }
        }
        return plans;
    }

    /// A table that comes just now does not stand in for the one that goes.
    private static Optional<IngestedTable> followedAllAlong(TablePlan plan) {
        return switch (plan) {
            case TablePlan.Full full -> full.before();
            case TablePlan.Delta delta -> Optional.of(delta.before());
            case TablePlan.Skip skip -> skip.before();
            case TablePlan.Gone gone -> Optional.empty();
        };
    }

    /// The fingerprint holds what the source itself knows a table by: the table went to another schema, where models find
    /// it by the name that they have.
    private static boolean isMoved(IngestedTable gone, List<TablePlan> plans) {
        return comingNow(plans)
                .filter(table -> table.name().table().equals(gone.name().table()))
                .anyMatch(table -> table.fingerprint().equals(gone.fingerprint()));
    }

    private static Stream<SourceTable> comingNow(List<TablePlan> plans) {
        return plans.stream()
                .filter(TablePlan.Full.class::isInstance)
                .map(TablePlan.Full.class::cast)
                .filter(plan -> plan.before().isEmpty())
                .map(TablePlan.Full::table);
    }

    /// A table that comes just now with the same columns is most likely that one under another name.
    private static Optional<TableName> renamed(IngestedTable gone, List<TablePlan> plans) {
        return comingNow(plans)
                .filter(table -> table.key().equals(gone.key()))
                .filter(table -> table.described().equals(gone.columns()))
                .map(SourceTable::name)
                .findFirst();
    }

    private void require(TablePlan.Gone gone, List<TablePlan> plans) {
        TableName table = gone.before().name();
        String models =
                pipeline.models().stream()
                        .filter(model -> model.names(table.table()))
                        .map(Model::file)
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!models.isEmpty()) {
            throw TerminalFailure.configuration(
                    "%s is %s, but is read by %s: all that they made of it would count as deleted. Nothing was published."
                            .formatted(table, finding(gone.cause()), models),
                    "remove those models in the same change, or "
                            + wayBack(table, gone.cause())
                            + renamed(gone.before(), plans).map(NamedTables::otherName).orElse(""));
        }
    }

    private static String otherName(TableName now) {
        return "; %s is new and has the same columns: if it is that table renamed, write its new name in those models"
                .formatted(now);
    }

    private static String finding(TablePlan.Gone.Cause cause) {
        return switch (cause) {
            case EXCLUDED -> "followed no more";
            case DROPPED -> "no longer in the source";
        };
    }

    private String wayBack(TableName table, TablePlan.Gone.Cause cause) {
        return switch (cause) {
            case EXCLUDED ->
                    "take `%s` out of source.exclude, or its schema back into source.schemas, in %s/pipeline.yaml"
                            .formatted(table, pipeline.name());
            case DROPPED -> "bring %s back".formatted(table);
        };
    }
}
