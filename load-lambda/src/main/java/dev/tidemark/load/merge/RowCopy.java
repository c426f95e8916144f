package dev.tidemark.load.merge;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.copy.RowException;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.lake.DataFile;
import dev.tidemark.load.target.Target;
import dev.tidemark.run.Stage;
import dev.tidemark.scratch.ScratchFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/// Copies the rows of a model's files into a table, as they are or with columns of our own.
record RowCopy(RunTransaction transaction, Target target) {

    /// @param table as SQL names it
    /// @param columns what the COPY takes
    /// @param names the columns that are read from the files
    /// @param change turns a batch of the files into one of the COPY
    long copy(
            String table,
            Columns columns,
            List<DataFile> files,
            List<String> names,
            UnaryOperator<ColumnBatch> change)
            throws SQLException {
        try (CopyStream stream = CopyStream.into(transaction.connection(), table, columns)) {
            for (DataFile file : files) {
                send(file, names, batch -> send(stream, change.apply(batch)));
            }
            long rows = files.stream().mapToLong(DataFile::rows).sum();
            requireRows(rows, stream.finish());
            return rows;
        } catch (RowException e) {
            throw refused(e);
        } catch (SQLException e) {
            throw RefusedCopy.of(transaction, target, e);
        }
    }

    private void send(CopyStream stream, ColumnBatch batch) throws SQLException {
        stream.rows(batch);
        transaction
                .progress()
                .moved(Stage.LOAD, target.model().name(), stream.rows(), stream.bytes());
    }

    /// Takes a batch to the server.
    private interface Sending {
        void send(ColumnBatch batch) throws SQLException;
    }

    private void send(DataFile file, List<String> names, Sending sending) throws SQLException {
        try {
            transaction.files().read(file, names, batch -> send(batch, sending));
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw unreadable(file, e);
        }
    }

    private static void send(ColumnBatch batch, Sending sending) throws IOException {
        try {
            sending.send(batch);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void requireRows(long expected, long copied) {
        if (expected != copied) {
            throw TerminalFailure.world(
                    "run %s: the files of %s hold %d rows where the query log says %d. Nothing of the run was loaded."
                            .formatted(transaction.run(), target.model().name(), copied, expected),
                    "restore the files from the bucket's history");
        }
    }

    private TerminalFailure unreadable(DataFile file, IOException e) {
        return TerminalFailure.world(
                "run %s: %s cannot be kept or read in the temporary folder: %s"
                        .formatted(transaction.run(), file.key(), e.getMessage()),
                ScratchFolder.MORE_ROOM,
                e);
    }

    private TerminalFailure refused(RowException e) {
        return TerminalFailure.world(
                "run %s: a row for %s, %s, does not fit: %s. Nothing of the run was loaded."
                        .formatted(
                                transaction.run(),
                                target.table(),
                                e.key(target.key()),
                                e.getMessage()),
                transaction.wayOut(target));
    }
}
