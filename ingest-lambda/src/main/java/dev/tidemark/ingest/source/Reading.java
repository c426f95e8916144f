package dev.tidemark.ingest.source;

import dev.tidemark.column.Columns;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.column.copy.CopyFormatException;
import dev.tidemark.column.copy.RowException;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.postgres.Database;
import dev.tidemark.scratch.ScratchFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads parts of a table, each by a session of its own, and says what went wrong in words.
record Reading(Database database, List<Session> sessions) {

    /// The rows read from all parts together. The first part that fails ends the others at once, and
    /// is what is thrown; what they then say is suppressed by it.
    long read(List<Part> parts, Supplier<? extends BatchSink> sinks) {
        if (parts.size() == 1) {
            return read(parts.getFirst(), sessions.getFirst(), sinks.get());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(parts.size())) {
            var reads = new ExecutorCompletionService<Long>(pool);
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                Session session = sessions.get(i);
                BatchSink sink = sinks.get();
                reads.submit(() -> read(part, session, sink));
            }
            return sum(reads, parts.size());
        }
    }

    private long sum(CompletionService<Long> reads, int parts) {
        long rows = 0;
        @Nullable RuntimeException failure = null;
        for (int ended = 0; ended < parts; ended++) {
            try {
                rows += reads.take().get();
            } catch (ExecutionException e) {
                failure = joined(failure, unwrapped(e));
                sessions.forEach(Session::cancel);
            } catch (InterruptedException e) {
                sessions.forEach(Session::cancel);
                Thread.currentThread().interrupt();
                throw new TransientFailure("the reading was interrupted", "try again", e);
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
            long rows = session.copy(sql, columns, sink);
            sink.end();
            return rows;
        } catch (SQLException e) {
            throw SourceFailure.of(database, e, "reading " + table.name());
        } catch (IOException e) {
            throw new TransientFailure(
                    "the rows of %s could not be written to the temporary folder: %s"
                            .formatted(table.name(), e.getMessage()),
                    ScratchFolder.MORE_ROOM,
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
