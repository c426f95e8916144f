package dev.tidemark.process.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// DuckDB in memory, with a limit on that memory and a folder to spill to.
///
/// It reaches no file outside of its folder, no network and no extension that is not built in. Its
/// resident memory exceeds the limit by some 125 MB.
public record DuckDb(int memoryMegabytes, int threads) implements Engine {

    public DuckDb {
        if (memoryMegabytes < 64 || threads < 1) {
            throw new IllegalArgumentException("DuckDB needs 64 MB and a thread");
        }
    }

    @Override
    public Session open(Path folder) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                for (String setting : settings(folder.toAbsolutePath())) {
                    statement.execute(setting);
                }
                for (String call : TimeOfDay.CALLS.keySet()) {
                    statement.execute(TimeOfDay.shadowOf(call));
                }
                statement.execute("set lock_configuration = true");
            }
            return new DuckDbSession(connection);
        } catch (SQLException e) {
            throw EngineFailure.of(String.valueOf(e.getMessage()));
        }
    }

    private List<String> settings(Path folder) {
        return List.of(
                "set memory_limit = '%dMB'".formatted(memoryMegabytes),
                "set threads = " + threads,
                "set temp_directory = " + Sql.literal(folder.resolve("spill").toString()),
                "set TimeZone = 'UTC'",
                "set enable_progress_bar = true",
                "set enable_progress_bar_print = false",
                "set progress_bar_time = 0",
                "set autoinstall_known_extensions = false",
                "set autoload_known_extensions = false",
                "set allow_community_extensions = false",
                "set allowed_directories = [%s]".formatted(Sql.literal(folder.toString())),
                "create schema delta",
                "create schema current",
                "set enable_external_access = false");
    }
}
