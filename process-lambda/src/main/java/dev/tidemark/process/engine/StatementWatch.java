package dev.tidemark.process.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBPreparedStatement;

/// Asks DuckDB now and then how far a statement is, from a thread of its own, until it is closed.
final class StatementWatch implements AutoCloseable {

    /// Short statements end without having been asked.
    private static final long PAUSE_MILLIS = 200;

    private static final double PERCENT = 100;

    private final DuckDBPreparedStatement statement;
    private final Path folder;
    private final Advance advance;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watch of DuckDB").factory());

    private StatementWatch(DuckDBPreparedStatement statement, Path folder, Advance advance) {
        this.statement = statement;
        this.folder = folder;
        this.advance = advance;
    }

    /// @param folder that the statement writes to
    static StatementWatch over(DuckDBPreparedStatement statement, Path folder, Advance advance) {
        var watch = new StatementWatch(statement, folder, advance);
        if (!advance.equals(Advance.UNHEARD)) {
            var unused =
                    watch.clock.scheduleWithFixedDelay(
                            watch::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    private void look() {
        try {
            double share = statement.getQueryProgress().getPercentage() / PERCENT;
            // Less than nothing: DuckDB cannot tell.
            if (share >= 0) {
                advance.reached(Math.min(share, 1), bytes());
            }
        } catch (SQLException e) {
            // Nobody hears of it any more. What became of the statement, it says itself.
            clock.shutdown();
        }
    }

    private long bytes() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(StatementWatch::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When it returns, nobody asks any more.
    @Override
    public void close() {
        clock.shutdownNow();
        clock.close();
    }
}
