package dev.tidemark.bench.limit;

import dev.tidemark.bench.scene.SalesPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// DuckDB in a process of its own, from the files of a run to the files of the models, with the settings that the
/// process stage gives it and nothing of that stage. Arguments: folder of the run, folder of the models, where to write.
public final class BareEngine {

    private static final List<String> SETTINGS =
            List.of(
                    "set memory_limit = '200MB'",
                    "set threads = 2",
                    "set TimeZone = 'UTC'",
                    "create schema delta",
                    "create schema current");

    /// Rows of the reference relations do not matter beside millions.
    private static final List<String> REFERENCES =
            List.of(
                    """
                    create view calendar as
                    select cast(unnest(generate_series(date '2020-01-01', date '2030-12-31', interval 1 day)) as date) as date
                    """,
                    """
                    create view iso_currency as
                    select * from (values ('GBP', 'British Pound'), ('USD', 'US Dollar'), ('EUR', 'Euro'))
                        as iso (currency_code, currency_name)
                    """);

    private BareEngine() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        Path run = Path.of(arguments[0]);
        Path models = Path.of(arguments[1]);
        Path out = Path.of(arguments[2]);
        Files.createDirectories(out);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            tables(statement, run);
            for (String reference : REFERENCES) {
                statement.execute(reference);
            }
            for (String model : models()) {
                String select = Files.readString(models.resolve(model + ".sql"));
                statement.execute(
                        "copy (%s) to '%s' (format parquet, compression zstd)"
                                .formatted(select, out.resolve(model + ".parquet")));
            }
        }
    }

    private static void tables(Statement statement, Path run) throws SQLException {
        for (String table : SalesPipeline.SMALL_TABLES) {
            view(statement, run, "current", table);
        }
        view(statement, run, "delta", SalesPipeline.LARGE_TABLE);
    }

    /// Rows are in files named `<attempt>-<number>.parquet`; key sets lie beside them.
    private static void view(Statement statement, Path run, String schema, String table)
            throws SQLException {
        statement.execute(
                "create view %s.%s as select * from read_parquet('%s/public.%s/????????????????-?????.parquet')"
                        .formatted(schema, table, run, table));
    }

    private static List<String> models() {
        return Stream.concat(SalesPipeline.DIMENSIONS.stream(), Stream.of(SalesPipeline.FACT))
                .toList();
    }
}
