package dev.tidemark.load.leftover;

import dev.tidemark.load.target.Contract;
import dev.tidemark.load.target.TargetTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.TableColumn;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Columns that a model yielded once. What no run filled is an analyst's own.
record FormerColumns(FormerRuns former, Connection connection) {

    /// A column with a default, generated ones among them, has found somebody else to fill it; one
    /// that takes no nulls stops the load, which says so.
    private static final String UNFILLED =
            """
            select attribute.attname, quote_ident(attribute.attname)
            from pg_attribute as attribute
            where attribute.attrelid = to_regclass(?)::oid and attribute.attname = any (?)
                and not attribute.attnotnull
                and not attribute.atthasdef
                and attribute.attidentity = ''
            order by attribute.attnum
            """;

    /// Of a table that lacks a column nothing is said: it may be one of these under its former name.
    List<Leftover> of(ProcessedModel model, TargetTable table) throws SQLException {
        boolean lacks =
                model.columns().stream().anyMatch(column -> table.column(column.name()).isEmpty());
        List<String> unfilled = Contract.unfilled(model, table);
        if (lacks || unfilled.isEmpty()) {
            return List.of();
        }
        List<Leftover> found = new ArrayList<>();
        for (var column : quoted(table, unfilled).entrySet()) {
            Optional<ProcessLog> last =
                    former.last(log -> yields(log, model.name(), column.getKey()));
            if (last.isPresent()) {
                found.add(leftover(table, column.getKey(), column.getValue(), last.get()));
            }
        }
        return found;
    }

    private static boolean yields(ProcessLog log, String model, String column) {
        return log.model(model).stream()
                .flatMap(then -> then.columns().stream())
                .map(TableColumn::name)
                .anyMatch(column::equals);
    }

    private Leftover leftover(TargetTable table, String column, String quoted, ProcessLog last)
            throws SQLException {
        List<Dependents.View> views =
                new Dependents(connection).views(List.of(table.sql()), Optional.of(column));
        String drop =
                "alter table %s drop column %s;"
                        .formatted(new SqlName(connection).of(table), quoted);
        String anew =
                "-- and make %s anew, without %s"
                        .formatted(
                                views.reversed().stream()
                                        .map(Dependents.View::name)
                                        .collect(Collectors.joining(", ")),
                                quoted);
        return new Leftover(
                table + "." + column,
                "",
                last.header(),
                ", and rows that come later have none",
                Stream.of(
                                views.stream().map(Dependents.View::drop),
                                Stream.of(drop),
                                Stream.of(anew).filter(line -> !views.isEmpty()))
                        .flatMap(lines -> lines)
                        .toList());
    }

    /// In the order of the table, each with its name as SQL writes it.
    private Map<String, String> quoted(TargetTable table, List<String> unfilled)
            throws SQLException {
        Array names = connection.createArrayOf("text", unfilled.toArray());
        try (PreparedStatement query = connection.prepareStatement(UNFILLED)) {
            query.setString(1, table.sql());
            query.setArray(2, names);
            Map<String, String> found = new LinkedHashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getString(2));
                }
            }
            return found;
        } finally {
            names.free();
        }
    }
}
