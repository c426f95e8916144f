package dev.tidemark.process.model;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.EngineColumn;
import dev.tidemark.process.engine.EngineTypes;
import dev.tidemark.process.engine.Session;
import dev.tidemark.runlog.TableColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The columns that a model makes, as the engine describes its SELECT over the relations of the
/// session.
public final class ModelColumns {

    private ModelColumns() {}

    /// Refuses the first column that cannot be.
    public static List<TableColumn> of(Model model, Session session) {
        var problems = new Problems();
        List<TableColumn> columns = of(model, session, problems);
        problems.throwFirst();
        return columns;
    }

    /// @param problems hears of each column that the head names and the SELECT does not make, and of
    ///     each whose type is not moved; the latter are left out of the result
    public static List<TableColumn> of(Model model, Session session, Problems problems) {
        List<EngineColumn> columns = session.describe(model.sql());
        requireNames(model, columns.stream().map(EngineColumn::name).toList(), problems);
        Set<String> required = required(model);
        List<TableColumn> moved = new ArrayList<>();
        for (EngineColumn column : columns) {
            boolean nullable = !required.contains(column.name());
            Optional<String> type = EngineTypes.fromEngine(column.type());
            type.ifPresent(name -> moved.add(new TableColumn(column.name(), name, nullable)));
            if (type.isEmpty()) {
                problems.add(notMoved(model, column));
            }
        }
        return moved;
    }

    private static Set<String> required(Model model) {
        Set<String> required = new HashSet<>(model.key());
        for (Check check : model.checks()) {
            if (check instanceof Check.NotNull(var columns)) {
                required.addAll(columns);
            }
        }
        return required;
    }

    private static TerminalFailure notMoved(Model model, EngineColumn column) {
        return ModelRefusal.inSelect(
                model,
                column.name(),
                "makes the column `%s` of type %s, which is not moved to a warehouse"
                        .formatted(column.name(), column.type()),
                EngineTypes.mend(column.type(), column.name()));
    }

    private static void requireNames(Model model, List<String> columns, Problems problems) {
        Stream.concat(
                        model.key().stream(),
                        model.checks().stream().flatMap(ModelColumns::columnsOf))
                .distinct()
                .filter(name -> !columns.contains(name))
                .map(
                        name ->
                                ModelRefusal.inHead(
                                        model,
                                        name,
                                        "names the column `%s` in its head, but does not make it"
                                                .formatted(name),
                                        NearestName.hint(name, columns)))
                .forEach(problems::add);
    }

    private static Stream<String> columnsOf(Check check) {
        return switch (check) {
            case Check.NotNull(var columns) -> columns.stream();
            case Check.Unique(var columns) -> columns.stream();
            case Check.Refers refers -> Stream.of(refers.column());
        };
    }
}
