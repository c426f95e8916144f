package dev.tidemark.process.check;

import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Row;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.runlog.CalendarRange;
import dev.tidemark.runlog.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Looks at the rows of a model for what its checks forbid.
///
/// @param rows a SELECT of the rows
/// @param among a SELECT of the rows among which theirs must be the only ones with a unique value
public record CheckedRows(
        Session session, Model model, List<TableColumn> columns, String rows, String among) {

    private static final int KEYS_SHOWN = 10;

    /// The values of a column of a whole model, as a SELECT of that one column.
    public interface Referred {
        String select(String model, String column);
    }

    /// A model's key has a value in every row and never twice, whether or not its head says so.
    public List<Finding> findings(Referred referred) {
        SequencedSet<Check> checks = new LinkedHashSet<>();
        checks.add(new Check.NotNull(model.key()));
        checks.add(new Check.Unique(model.key()));
        checks.addAll(model.checks());
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            switch (check) {
                case Check.NotNull(var names) ->
                        names.forEach(name -> notNull(name).ifPresent(findings::add));
                case Check.Unique(var names) -> unique(names).ifPresent(findings::add);
                case Check.Refers refers -> refers(refers, referred).ifPresent(findings::add);
            }
        }
        return findings.stream().distinct().toList();
    }

    /// Rows whose date lies outside of that range.
    public Optional<Finding> outside(String column, CalendarRange range) {
        return finding(
                "refers",
                "have a %s outside of the calendar's limit, %s to %s"
                        .formatted(column, range.from(), range.to()),
                "select * from %s where %s not between date '%s' and date '%s'"
                        .formatted(
                                Sql.nested(rows),
                                Sql.identifier(column),
                                range.from(),
                                range.to()));
    }

    private Optional<Finding> notNull(String column) {
        return finding(
                "not_null",
                "have no %s".formatted(column),
                "select * from %s where %s is null"
                        .formatted(Sql.nested(rows), Sql.identifier(column)));
    }

    private Optional<Finding> unique(List<String> names) {
        String list = Sql.identifiers(names);
        String alike = Sql.nested(alike(names));
        return finding(
                "unique",
                "share their %s with another".formatted(String.join(", ", names)),
                "select * from %s semi join (select %s from %s group by %s having count(*) > 1) using (%s)"
                        .formatted(alike, list, alike, list, list));
    }

    /// The rows that could share a value with the checked ones. Whatever shares the key was made of
    /// the same row of a table, and so is checked itself.
    private String alike(List<String> names) {
        return rows.equals(among) || names.containsAll(model.key())
                ? rows
                : "select * from %s semi join %s using (%s)"
                        .formatted(Sql.nested(among), Sql.nested(rows), Sql.identifiers(names));
    }

    /// Rows that name what another model does not have.
    public Optional<Finding> refers(Check.Refers check, Referred referred) {
        String column = Sql.identifier(check.column());
        return finding(
                "refers",
                "name a %s that %s.%s does not have"
                        .formatted(check.column(), check.model(), check.modelColumn()),
                "select * from %s anti join (select %s as %s from %s) using (%s) where %s is not null"
                        .formatted(
                                Sql.nested(rows),
                                Sql.identifier(check.modelColumn()),
                                column,
                                Sql.nested(referred.select(check.model(), check.modelColumn())),
                                column,
                                column));
    }

    private Optional<Finding> finding(String check, String what, String wrongRows) {
        long count = session.count(wrongRows);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Finding(model, check, count, what, keys(wrongRows)));
    }

    private String keys(String wrongRows) {
        String list = Sql.identifiers(model.key());
        List<Row> keys =
                session.rows(
                        "select %s from %s order by %s limit %d"
                                .formatted(list, Sql.nested(wrongRows), list, KEYS_SHOWN));
        return ShownKeys.of(model.key(), keyTypes(), keys);
    }

    private List<String> keyTypes() {
        return model.key().stream()
                .map(
                        name ->
                                columns.stream()
                                        .filter(column -> column.name().equals(name))
                                        .map(TableColumn::type)
                                        .findFirst()
                                        .orElseThrow())
                .toList();
    }
}
