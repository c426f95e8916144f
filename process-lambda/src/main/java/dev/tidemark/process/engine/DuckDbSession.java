package dev.tidemark.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// A connection to a DuckDB in memory.
final class DuckDbSession implements Session {

    /// One create-only PUT takes a file, so it stays small.
    private static final long FILE_BYTES = 64_000_000;

    /// Small enough that sorting and reading keep within little memory.
    private static final int ROWS_PER_GROUP = 122_880;

    /// Aggregates, the macros whose definition calls one, and those that call such a macro.
    private static final String AGGREGATES =
            """
            with recursive functions as materialized (
                select function_name as name, function_type as type, macro_definition as definition
                from duckdb_functions() where function_type in ('aggregate', 'macro')),
            calls as materialized (
                select name, unnest(regexp_extract_all(definition, '(\\w+)"?\\s*\\(', 1)) as callee
                from functions where type = 'macro'),
            aggregates as (
                select name from functions where type = 'aggregate'
                union
                select calls.name from calls join aggregates on calls.callee = aggregates.name)
            select name from aggregates""";

    private final Connection connection;
    private final Map<String, List<String>> functions = new HashMap<>();

    DuckDbSession(Connection connection) {
        this.connection = connection;
    }

    @Override
    public String syntaxTree(String sql) {
        return rows("select json_serialize_sql(%s)".formatted(Sql.literal(sql)))
                .getFirst()
                .require(0);
    }

    @Override
    public List<String> volatileFunctions() {
        return functions("stability in ('VOLATILE', 'CONSISTENT_WITHIN_QUERY')");
    }

    @Override
    public List<String> aggregateFunctions() {
        return names(AGGREGATES);
    }

    @Override
    public List<String> rowFunctions() {
        return names(
                "select function_name from duckdb_functions() group by function_name having bool_and(function_type = 'scalar' and stability = 'CONSISTENT')");
    }

    private List<String> functions(String condition) {
        return names("select distinct function_name from duckdb_functions() where " + condition);
    }

    /// Asked for once: no session defines a function, and the list is long.
    private List<String> names(String select) {
        return functions.computeIfAbsent(
                select, s -> rows(s).stream().map(row -> row.require(0)).toList());
    }

    @Override
    public void define(String relation, String select) {
        run("create or replace view %s as\n%s".formatted(relation, select));
    }

    @Override
    public List<EngineColumn> describe(String select) {
        return rows("describe\n" + select).stream()
                .map(row -> new EngineColumn(row.require(0), row.require(1)))
                .toList();
    }

    @Override
    @SuppressWarnings("try") // the watch is only closed
    public List<LocalFile> write(String select, List<String> order, Path folder, Advance advance) {
        String sorted = order.isEmpty() ? "" : "order by " + Sql.identifiers(order);
        String copy =
                "copy (select * from %s %s) to %s (format parquet, compression zstd, compression_level 1, row_group_size %d, file_size_bytes %d)"
                        .formatted(
                                Sql.nested(select),
                                sorted,
                                Sql.literal(folder.toString()),
                                ROWS_PER_GROUP,
                                FILE_BYTES);
        try (Statement statement = connection.createStatement();
                var watch =
                        StatementWatch.over(
                                statement.unwrap(DuckDBPreparedStatement.class), folder, advance)) {
            statement.execute(copy);
        } catch (SQLException e) {
            throw EngineFailure.of(String.valueOf(e.getMessage()));
        }
        return written(folder).stream().filter(file -> file.rows() > 0).toList();
    }

    private List<LocalFile> written(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparingLong(DuckDbSession::number))
                    .map(file -> new LocalFile(file, rowsOf(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// DuckDB numbers its files: `data_0.parquet`, `data_1.parquet`, …
    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
    }

    private long rowsOf(Path file) {
        return Long.parseLong(
                rows("select num_rows from parquet_file_metadata(%s)"
                                .formatted(Sql.literal(file.toString())))
                        .getFirst()
                        .require(0));
    }

    @Override
    public List<Row> rows(String select) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            int columns = result.getMetaData().getColumnCount();
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(result.getString(column));
                }
                rows.add(new Row(values));
            }
            return rows;
        } catch (SQLException e) {
            throw EngineFailure.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public long count(String select) {
        return Long.parseLong(
                rows("select count(*) from " + Sql.nested(select)).getFirst().require(0));
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw EngineFailure.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw EngineFailure.of(String.valueOf(e.getMessage()));
        }
    }
}
