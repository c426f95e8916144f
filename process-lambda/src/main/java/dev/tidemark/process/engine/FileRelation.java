package dev.tidemark.process.engine;

import dev.tidemark.runlog.TableColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Parquet files as a SELECT of the columns that are wanted of them, with the types they must have.
public final class FileRelation {

    private FileRelation() {}

    public static String select(List<TableColumn> columns, List<Path> files) {
        return files.isEmpty() ? empty(columns) : read(columns, files);
    }

    private static String read(List<TableColumn> columns, List<Path> files) {
        return "select %s from read_parquet([%s])"
                .formatted(
                        columns.stream()
                                .map(column -> cast(column, Sql.identifier(column.name())))
                                .collect(Collectors.joining(", ")),
                        files.stream()
                                .map(file -> Sql.literal(file.toString()))
                                .collect(Collectors.joining(", ")));
    }

    private static String empty(List<TableColumn> columns) {
        return "select %s where false"
                .formatted(
                        columns.stream()
                                .map(column -> cast(column, "null"))
                                .collect(Collectors.joining(", ")));
    }

    private static String cast(TableColumn column, String value) {
        return "cast(%s as %s) as %s"
                .formatted(
                        value, EngineTypes.toEngine(column.type()), Sql.identifier(column.name()));
    }
}
