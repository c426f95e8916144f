package dev.tidemark.process.engine;

import java.nio.file.Path;
import java.util.List;

/// One run's conversation with an engine. SQL that reaches it is generated, or a model's own that
/// [dev.tidemark.process.model.Lineage] has looked at.
public interface Session extends AutoCloseable {

    /// The syntax tree of SQL, as DuckDB's `json_serialize_sql` prints it.
    String syntaxTree(String sql);

    /// Names that call a function whose value is not the same every time.
    List<String> volatileFunctions();

    /// Names that call a function over several rows.
    List<String> aggregateFunctions();

    /// Names that call nothing but a function of one row's values, with the same value every time.
    List<String> rowFunctions();

    /// Lets a relation stand for a SELECT from now on.
    ///
    /// @param relation a quoted name, with its schema if it has one
    void define(String relation, String select);

    /// The columns of a SELECT, without running it.
    List<EngineColumn> describe(String select);

    /// Runs a SELECT into Parquet files in that folder, in the order of those columns; no file if
    /// there is no row.
    List<LocalFile> write(String select, List<String> order, Path folder, Advance advance);

    /// The same, where nobody asks how far it is.
    default List<LocalFile> write(String select, List<String> order, Path folder) {
        return write(select, order, folder, Advance.UNHEARD);
    }

    /// The rows of a SELECT with few rows, each value as text or null.
    List<Row> rows(String select);

    long count(String select);

    @Override
    void close();
}
