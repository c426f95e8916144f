package dev.tidemark.process.check;

import dev.tidemark.pipeline.Check;
import dev.tidemark.pipeline.Model;
import dev.tidemark.process.engine.Row;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.runlog.CalendarRange;
import dev.tidemark.runlog.TableColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    ///
    /// Most checks hold, so each is asked in the cheapest way whether it does. Only one that does not
    /// is asked which rows break it.
    public List<Finding> findings(Referred referred) {
        SequencedSet<Check> checks = new LinkedHashSet<>();
        checks.add(new Check.NotNull(model.key()));
        checks.add(new Check.Unique(model.key()));
        checks.addAll(model.checks());
        Set<String> complete = complete(checks);
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            switch (check) {
                case Check.NotNull(var names) ->
                        names.stream()
                                .filter(name -> !complete.contains(name))
                                .forEach(name -> notNull(name).ifPresent(findings::add));
                case Check.Unique(var names) -> unique(names).ifPresent(findings::add);
                case Check.Refers refers -> refers(refers, referred).ifPresent(findings::add);
            }
        }
        return findings.stream().distinct().toList();
    }

    /// Those of the columns that must have a value, and do in every row.
    private Set<String> complete(Collection<Check> checks) {
        List<String> names =
                checks.stream()
                        .filter(Check.NotNull.class::isInstance)
                        .flatMap(check -> ((Check.NotNull) check).columns().stream())
                        .distinct()
                        .toList();
        Row counts =
                session.rows(
                                "select count(*), %s from %s"
                                        .formatted(
                                                names.stream()
                                                        .map(Sql::identifier)
                                                        .map("count(%s)"::formatted)
                                                        .collect(Collectors.joining(", ")),
                                                Sql.nested(rows)))
                        .getFirst();
        return IntStream.range(0, names.size())
                .filter(i -> counts.require(i + 1).equals(counts.require(0)))
                .mapToObj(names::get)
                .collect(Collectors.toSet());
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
        String alike = alike(names);
        String list = Sql.identifiers(names);
        String shared =
                "select %s from %s group by %s having count(*) > 1"
                        .formatted(list, Sql.nested(alike), list);
        return isUnique(names, alike) || isEmpty(shared)
                ? Optional.empty()
                : finding(
                        "unique",
                        "share their %s with another".formatted(String.join(", ", names)),
                        "select * from %s semi join %s using (%s)"
                                .formatted(Sql.nested(alike), Sql.nested(shared), list));
    }

    private boolean isUnique(List<String> names, String among) {
        return names.size() == 1
                && DenseIntegers.in(session, among, column(names.getFirst()))
                        .filter(DenseIntegers::areUnique)
                        .isPresent();
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
        String select = referred.select(check.model(), check.modelColumn());
        String column = Sql.identifier(check.column());
        String strangers =
                "select * from %s anti join (select %s as %s from %s) using (%s) where %s is not null"
                        .formatted(
                                Sql.nested(rows),
                                Sql.identifier(check.modelColumn()),
                                column,
                                Sql.nested(select),
                                column,
                                column);
        return areKnown(check, select) || isEmpty(strangers)
                ? Optional.empty()
                : finding(
                        "refers",
                        "name %s %s that %s.%s does not have"
                                .formatted(
                                        article(check.column()),
                                        check.column(),
                                        check.model(),
                                        check.modelColumn()),
                        strangers);
    }

    private static String article(String noun) {
        return "aeiouAEIOU".indexOf(noun.charAt(0)) < 0 ? "a" : "an";
    }

    private boolean areKnown(Check.Refers check, String select) {
        String only =
                "select %s from %s"
                        .formatted(Sql.identifier(check.modelColumn()), Sql.nested(select));
        return DenseIntegers.in(session, rows, column(check.column()))
                .filter(DenseIntegers::areMany)
                .filter(integers -> integers.areAmong(only, check.modelColumn()))
                .isPresent();
    }

    private boolean isEmpty(String select) {
        return session.rows("select 1 from %s limit 1".formatted(Sql.nested(select))).isEmpty();
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
                        "select distinct %s from %s order by %s limit %d"
                                .formatted(list, Sql.nested(wrongRows), list, KEYS_SHOWN));
        return ShownKeys.of(model.key(), keyTypes(), keys);
    }

    private List<String> keyTypes() {
        return model.key().stream().map(this::column).map(TableColumn::type).toList();
    }

    private TableColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
