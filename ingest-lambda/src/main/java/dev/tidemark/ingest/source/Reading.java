package dev.tidemark.ingest.source;

import dev.tidemark.column.Columns;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.column.copy.CopyFormatException;
import dev.tidemark.column.copy.RowException;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.postgres.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads parts of a table, each by a session of its own, and says what went wrong in words.
record Reading(Database database, List<Session> sessions) {

    /// The rows read from all parts together. One part's failure ends the others.
    long read(List<Part> parts, Supplier<? extends BatchSink> sinks) {
        if (parts.size() == 1) {
            return read(parts.getFirst(), sessions.getFirst(), sinks.get());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(parts.size())) {
            List<Future<Long>> reads = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                Session session = sessions.get(i);
                BatchSink sink = sinks.get();
                reads.add(pool.submit(() -> read(part, session, sink)));
            }
            return sum(reads);
        }
    }

    private long sum(List<Future<Long>> reads) {
        long rows = 0;
        @Nullable RuntimeException failure = null;
        for (Future<Long> read : reads) {
            try {
                rows += read.get();
            } catch (ExecutionException e) {
                failure = joined(failure, unwrapped(e));
                sessions.forEach(Session::abort);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                sessions.forEach(Session::abort);
                failure = new TransientFailure("the reading was interrupted", "try again", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return rows;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException("a reader died", e);
    }

    private static RuntimeException joined(
            @Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private long read(Part part, Session session, BatchSink sink) {
        Columns columns = part.table().columns();
        String sql = TableSql.copy(part, columns.names());
        return read(part.table(), session, sql, columns, sink);
    }

    long read(SourceTable table, String sql, Columns columns, BatchSink sink) {
        return read(table, sessions.getFirst(), sql, columns, sink);
    }

    private long read(
            SourceTable table, Session session, String sql, Columns columns, BatchSink sink) {
        try {
            return session.copy(sql, columns, sink);
        } catch (SQLException e) {
            throw database.failure(e, "reading " + table.name());
        } catch (IOException e) {
            throw new TransientFailure(
                    "the rows of %s could not be written to the temporary folder: %s"
                            .formatted(table.name(), e.getMessage()),
                    "make room there (java.io.tmpdir), then try again",
                    e);
        } catch (CopyFormatException e) {
            throw new TransientFailure(
                    "reading %s broke off: %s".formatted(table.name(), e.getMessage()),
                    "try again; nothing was published",
                    e);
        } catch (RowException e) {
            throw TerminalFailure.world(
                    "%s, %s (row %s)".formatted(table.name(), e.getMessage(), e.key(table.key())),
                    "correct the value in the source, or exclude the table");
        }
    }
}
