package dev.tidemark.process.model;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A model names a column that is not there: because it is misspelt, or because the table had no
/// such column when the run was read, while the SQL is right.
record UnknownColumn(
        ModelPlan plan,
        EngineFailure.UnknownColumn column,
        String place,
        Optional<PendingRun> run) {

    TerminalFailure refusal() {
        if (isPrivate()) {
            return ModelRefusal.of(
                    plan.model(),
                    "names the column `%s`%s, which is private: models cannot see it"
                            .formatted(column.name(), place),
                    "leave the column out, or take it from `source.private` in pipeline.yaml");
        }
        return run.flatMap(this::ofAnotherTime).orElseGet(this::misspelt);
    }

    private boolean isPrivate() {
        return plan.privateColumns().stream().anyMatch(column.name()::equalsIgnoreCase);
    }

    private Optional<TerminalFailure> ofAnotherTime(PendingRun of) {
        return comesLater(of).or(() -> wasThere(of));
    }

    private Optional<TerminalFailure> comesLater(PendingRun of) {
        return lacking()
                .flatMap(
                        table ->
                                of.laterWith(table.name(), column.name()).stream()
                                        .map(later -> comesLater(of, table, later)))
                .findFirst();
    }

    private TerminalFailure comesLater(PendingRun of, SourceTable table, RunNumber later) {
        return ModelRefusal.of(
                plan.model(),
                notInRun(of, table)
                        + " It read: %s. Run %s has the column."
                                .formatted(String.join(", ", names(table)), later),
                "leave the table out of run %s, and run %s, which reads all its rows, heals it:%s"
                        .formatted(of.run(), later, of.skip(List.of(table.name()))));
    }

    private Optional<TerminalFailure> wasThere(PendingRun of) {
        return lacking()
                .filter(table -> hadBefore(table, column.name()))
                .map(
                        table ->
                                ModelRefusal.of(
                                        plan.model(),
                                        notInRun(of, table)
                                                + " The run before had it: the source dropped it, and no later run has it.",
                                        "leave the column out of the model; or put it back in the source, ingest, and then leave the table out of run %s:%s"
                                                .formatted(
                                                        of.run(), of.skip(List.of(table.name())))))
                .findFirst();
    }

    private String notInRun(PendingRun of, SourceTable table) {
        return "names the column `%s`%s, which %s does not have in run %s."
                .formatted(column.name(), place, table.name(), of.run());
    }

    private TerminalFailure misspelt() {
        List<String> known = meant().flatMap(table -> names(table).stream()).distinct().toList();
        boolean isThere = known.stream().anyMatch(column.name()::equalsIgnoreCase);
        return ModelRefusal.of(
                plan.model(),
                "names the unknown column `%s`%s".formatted(column.name(), place),
                isThere
                        ? "the table has it, but what stands in `from` there does not pass it on"
                        : NearestName.hint(
                                column.name(), known.isEmpty() ? column.candidates() : known));
    }

    private Stream<SourceTable> lacking() {
        return meant().filter(
                        table -> names(table).stream().noneMatch(column.name()::equalsIgnoreCase));
    }

    /// The table that stands before the dot; if that is an alias or there is none, all that the
    /// model reads.
    private Stream<SourceTable> meant() {
        List<SourceTable> named =
                plan.tables().stream()
                        .filter(table -> table.name().table().equalsIgnoreCase(column.qualifier()))
                        .toList();
        return named.isEmpty() ? plan.tables().stream() : named.stream();
    }

    private static List<String> names(SourceTable table) {
        return table.columns().stream().map(TableColumn::name).toList();
    }

    private static boolean hadBefore(SourceTable table, String name) {
        return table.former().map(StateTable::columns).orElse(List.of()).stream()
                .anyMatch(former -> PendingRun.isNamed(former, name));
    }
}
