package dev.tidemark.process.inspection;

import dev.tidemark.process.engine.EngineFailure;
import dev.tidemark.process.engine.EngineFailure.UnknownColumn;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.model.ModelPlan;
import dev.tidemark.process.model.Relation;
import dev.tidemark.process.state.SourceTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All columns of a model that are not there. The engine names the first and stops; so a table is
/// lent that column, or where no table's column would do it becomes null, and the engine goes on to
/// the next.
final class UnknownColumns {

    private static final int TRIES_MAX = 200;

    private final ModelPlan plan;
    private final Session session;
    private final Map<String, List<String>> lent = new HashMap<>();
    private String sql;

    /// @param session in which the tables that the model reads are defined; those that are lent a
    ///     column stay so
    UnknownColumns(ModelPlan plan, Session session) {
        this.plan = plan;
        this.session = session;
        this.sql = plan.model().sql();
    }

    /// The failure that is given and one for each further column, in the order of their lines.
    List<EngineFailure> from(EngineFailure first) {
        return failures(first).stream()
                .sorted(Comparator.comparingInt(UnknownColumns::line))
                .toList();
    }

    private static int line(EngineFailure failure) {
        return failure.place().map(EngineFailure.Place::line).orElse(Integer.MAX_VALUE);
    }

    private List<EngineFailure> failures(EngineFailure first) {
        List<EngineFailure> failures = new ArrayList<>(List.of(first));
        Optional<EngineFailure> found = Optional.of(first);
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Optional<UnknownColumn> column = found.flatMap(EngineFailure::unknownColumn);
            if (column.isEmpty() || !supply(column.get())) {
                return failures;
            }
            found = next();
            found.filter(failure -> isNew(failure, failures)).ifPresent(failures::add);
        }
        return failures;
    }

    private Optional<EngineFailure> next() {
        try {
            session.describe(sql);
            return Optional.empty();
        } catch (EngineFailure e) {
            return Optional.of(e);
        }
    }

    /// What else the engine says may come of what was supplied.
    private static boolean isNew(EngineFailure failure, List<EngineFailure> known) {
        return written(failure).isPresent()
                && known.stream().noneMatch(of -> written(of).equals(written(failure)));
    }

    private static Optional<String> written(EngineFailure failure) {
        return failure.unknownColumn().map(column -> column.qualifier() + "." + column.name());
    }

    private boolean supply(UnknownColumn column) {
        Optional<SourceTable> lender = lender(column);
        lender.ifPresent(table -> lend(table, column.name()));
        return lender.isPresent() || blank(column);
    }

    /// The table that stands before the dot, or else any that was not lent the column yet.
    private Optional<SourceTable> lender(UnknownColumn column) {
        Stream<SourceTable> named = plan.tables().stream().filter(table -> isNamed(table, column));
        return Stream.concat(named, plan.tables().stream())
                .filter(table -> !has(table, column.name()))
                .findFirst();
    }

    private static boolean isNamed(SourceTable table, UnknownColumn column) {
        return table.name().table().equalsIgnoreCase(column.qualifier());
    }

    private boolean has(SourceTable table, String column) {
        return Stream.concat(table.columns().stream().map(of -> of.name()), lentTo(table).stream())
                .anyMatch(column::equalsIgnoreCase);
    }

    private List<String> lentTo(SourceTable table) {
        return lent.getOrDefault(table.name().table(), List.of());
    }

    private void lend(SourceTable table, String column) {
        lent.computeIfAbsent(table.name().table(), name -> new ArrayList<>()).add(column);
        String rows =
                "select *, %s from %s"
                        .formatted(
                                lentTo(table).stream()
                                        .map(name -> "null as " + Sql.identifier(name))
                                        .collect(Collectors.joining(", ")),
                                Sql.nested(FileRelation.select(table.columns(), List.of())));
        session.define(new Relation.Delta(table.name().table()).sql(), rows);
        session.define(new Relation.Current(table.name().table()).sql(), rows);
    }

    /// What stands in `from` there does not pass a table's column on.
    private boolean blank(UnknownColumn column) {
        String qualifier =
                column.qualifier().isEmpty() ? "" : name(column.qualifier()) + "\\s*\\.\\s*";
        String blanked =
                Pattern.compile(
                                "(?<![\\w\".])%s%s(?![\\w\"(])"
                                        .formatted(qualifier, name(column.name())),
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS)
                        .matcher(sql)
                        .replaceAll("null");
        boolean changed = !blanked.equals(sql);
        sql = blanked;
        return changed;
    }

    private static String name(String name) {
        return "\"?%s\"?".formatted(Pattern.quote(name));
    }
}
