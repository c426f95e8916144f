package dev.tidemark.load.target;

import dev.tidemark.column.JsonType;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.History;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares the tables of the warehouse with the models that fill them, and says everything that
/// does not fit at once.
public final class Contract {

    /// The column of a `latest` table that says since which run a row is deleted.
    public static final String DELETED_RUN = "deleted_run";

    private static final List<String> WHOLE_NUMBERS = List.of("bigint", "integer");

    private final String schema;
    private final Map<String, TargetTable> tables;
    private final List<String> findings = new ArrayList<>();

    private final Collection<String> others;

    private Contract(String schema, Map<String, TargetTable> tables, Collection<String> others) {
        this.schema = schema;
        this.tables = tables;
        this.others = others;
    }

    /// The names of all tables that a model needs.
    public static Stream<String> tablesOf(ProcessedModel model) {
        return model.history() == History.EVERY_VERSION
                ? Stream.of(model.name(), Target.supersededName(model.name()))
                : Stream.of(model.name());
    }

    /// Each model with its table, in the order of the models.
    ///
    /// @param tables what the catalog knows of the tables that the models need
    /// @param others tables of the schema that a model may have meant instead of a missing one
    public static List<Target> require(
            String schema,
            Collection<ProcessedModel> models,
            Map<String, TargetTable> tables,
            Collection<String> others) {
        var contract = new Contract(schema, tables, others);
        List<Target> targets = contract.compare(models);
        contract.requireNoFindings();
        return targets;
    }

    /// Everything that does not fit.
    public static List<String> findings(
            String schema,
            Collection<ProcessedModel> models,
            Map<String, TargetTable> tables,
            Collection<String> others) {
        var contract = new Contract(schema, tables, others);
        contract.compare(models);
        return contract.findings;
    }

    private List<Target> compare(Collection<ProcessedModel> models) {
        List<Target> targets = new ArrayList<>();
        for (ProcessedModel model : models) {
            requireShortName(model);
            table(model, model.name())
                    .ifPresent(
                            table -> {
                                compare(model, table);
                                targets.add(new Target(model, table));
                            });
        }
        return targets;
    }

    private void compare(ProcessedModel model, TargetTable table) {
        model.columns().forEach(column -> compare(model, column, table));
        List<String> names = model.columns().stream().map(TableColumn::name).toList();
        model.key().stream()
                .filter(key -> !names.contains(key))
                .forEach(
                        key -> findings.add("the model %s lacks its key %s".formatted(table, key)));
        switch (model.history()) {
            case LATEST -> {
                requireWholeNumber(table, DELETED_RUN);
                requireUnique(table, model.key());
                requireNothingElse(table, names, List.of(DELETED_RUN));
            }
            case EVERY_VERSION -> versions(model, table, names);
        }
    }

    private void compare(ProcessedModel model, TableColumn column, TargetTable table) {
        Optional<TargetColumn> target = table.column(column.name());
        if (target.isEmpty()) {
            findings.add(
                    "%s lacks the column %s %s%s"
                            .formatted(
                                    table,
                                    column.name(),
                                    column.type(),
                                    new Renaming(model.name())
                                            .ofColumn(column.name(), unfilled(model, table))));
        } else if (target.get().accept(column.type()).isEmpty()) {
            findings.add(
                    "%s.%s is %s, which does not take the model's %s: %s"
                            .formatted(
                                    table,
                                    column.name(),
                                    target.get().type(),
                                    column.type(),
                                    target.get().mapping(table, column.type())));
        } else if (model.key().contains(column.name())
                && target.get().moved().equals(Optional.of(JsonType.JSON))) {
            findings.add(
                    "%s.%s is json, which has no equality and cannot be a key: in a migration, alter table %s alter column %s type jsonb"
                            .formatted(table, column.name(), table, column.name()));
        }
    }

    /// The columns of a table that its model does not yield, without those that are Tidemark's own.
    public static List<String> unfilled(ProcessedModel model, TargetTable table) {
        List<String> names = model.columns().stream().map(TableColumn::name).toList();
        List<String> own =
                model.history() == History.LATEST ? List.of(DELETED_RUN) : table.primaryKey();
        return table.columns().stream()
                .map(TargetColumn::name)
                .filter(name -> !names.contains(name) && !own.contains(name))
                .toList();
    }

    private void versions(ProcessedModel model, TargetTable table, List<String> names) {
        @Nullable String recordId =
                table.primaryKey().size() == 1 ? table.primaryKey().getFirst() : null;
        boolean isOwn = recordId != null && !names.contains(recordId);
        List<String> own = isOwn ? table.primaryKey() : List.of();
        if (!isOwn) {
            findings.add(
                    "%s needs a record id as its primary key: one column, not the model's"
                            .formatted(table));
        }
        own.forEach(column -> requireWholeNumber(table, column));
        requireNothingElse(table, names, own);
        table(model, Target.supersededName(table.name()))
                .ifPresent(superseded -> superseded(superseded, own));
    }

    /// @param recordId none where the fact itself has none
    private void superseded(TargetTable superseded, List<String> recordId) {
        Stream.concat(recordId.stream(), Stream.of("superseded_by", "run"))
                .forEach(name -> requireWholeNumber(superseded, name));
        requireUnique(superseded, recordId);
    }

    /// Postgres would cut the name without a word.
    private void requireShortName(ProcessedModel model) {
        tablesOf(model)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > Identifier.BYTES_MAX)
                .forEach(
                        name ->
                                findings.add(
                                        "the name of the model %s is too long: the table %s would need more than the %d bytes that Postgres takes"
                                                .formatted(
                                                        model.name(), name, Identifier.BYTES_MAX)));
    }

    private void requireUnique(TargetTable table, List<String> key) {
        if (!key.isEmpty() && !table.isUniqueBy(key)) {
            findings.add(
                    "%s needs a primary key or unique index on %s"
                            .formatted(table, String.join(", ", key)));
        }
    }

    private void requireWholeNumber(TargetTable table, String column) {
        boolean fits =
                table.column(column).filter(c -> WHOLE_NUMBERS.contains(c.type())).isPresent();
        if (!fits) {
            findings.add("%s needs a column %s bigint".formatted(table, column));
        }
    }

    private void requireNothingElse(TargetTable table, List<String> names, List<String> own) {
        table.columns().stream()
                .filter(TargetColumn::needed)
                .filter(column -> !names.contains(column.name()) && !own.contains(column.name()))
                .forEach(
                        column ->
                                findings.add(
                                        "%s.%s is not null and has no default, and the model does not yield it"
                                                .formatted(table, column.name())));
    }

    private Optional<TargetTable> table(ProcessedModel model, String name) {
        Optional<TargetTable> table = Optional.ofNullable(tables.get(name));
        if (table.isEmpty()) {
            String renaming =
                    name.equals(model.name())
                            ? new Renaming(model.name()).ofTable(name, others)
                            : "";
            findings.add("the table %s.%s does not exist%s".formatted(schema, name, renaming));
        }
        return table;
    }

    private void requireNoFindings() {
        if (!findings.isEmpty()) {
            throw TerminalFailure.configuration(
                    "the warehouse does not fit the models, so nothing was loaded:\n  - "
                            + String.join("\n  - ", findings),
                    "add a migration to the pipeline's warehouse folder, or correct the models");
        }
    }
}
