package dev.tidemark.ingest.source;

import dev.tidemark.column.Columns;
import dev.tidemark.column.copy.BatchSink;
import dev.tidemark.column.copy.CopyDecoder;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.postgres.Timeout;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// One connection to the source, and the read-only transaction on it.
final class Session implements AutoCloseable {

    private enum State {
        READY,
        COPYING
    }

    private static final Set<Timeout> LIMITED = EnumSet.complementOf(EnumSet.of(Timeout.LOCK));

    private final Connection connection;
    private volatile State state = State.READY;

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /// Lets no statement, no pause between two statements and no transaction last longer than that,
    /// whatever the role or the database was given: while archived keys are fetched or the other half
    /// of a table is awaited, a session waits in its transaction. `SET` takes no snapshot.
    void limit(Duration held) throws SQLException {
        List<String> limits = new ArrayList<>();
        for (Timeout timeout : LIMITED) {
            if (timeout.isKnownBy(connection)) {
                limits.add(timeout.sql(held));
            }
        }
        run(String.join(";", limits));
    }

    /// Opens the transaction; its snapshot is taken later, by the first query.
    void begin() throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /// Takes the locks of all tables at once, and no snapshot.
    void lock(Collection<SourceTable> tables) throws SQLException {
        if (!tables.isEmpty()) {
            run(TableSql.lock(tables));
        }
    }

    /// Sees what another session's transaction sees.
    void adopt(String exportedSnapshot) throws SQLException {
        run("set transaction snapshot '%s'".formatted(requireName(exportedSnapshot)));
    }

    /// Where age() counts from in this transaction.
    Horizon horizon(long snapshotXmax) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select age('%d'::xid)".formatted(Horizon.FIRST_NORMAL_ID))) {
            row.next();
            return Horizon.of(snapshotXmax, row.getInt(1));
        }
    }

    void rollback() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /// Reads a whole COPY. Its end is believed only with the trailer and a command tag that counts
    /// the rows decoded.
    long copy(String sql, Columns columns, BatchSink sink) throws SQLException, IOException {
        CopyDecoder decoder = new CopyDecoder(columns, sink);
        state = State.COPYING;
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
            decoder.feed(bytes);
        }
        state = State.READY;
        decoder.finish();
        if (copy.getHandledRowCount() != decoder.rows()) {
            throw new TransientFailure(
                    "the source announced %d rows and sent %d"
                            .formatted(copy.getHandledRowCount(), decoder.rows()),
                    "try again; nothing was published");
        }
        return decoder.rows();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The server makes these names of digits, letters and hyphens.
    private static String requireName(String exportedSnapshot) {
        if (!exportedSnapshot.matches("[0-9A-Fa-f-]+")) {
            throw new IllegalStateException("no name of an exported snapshot");
        }
        return exportedSnapshot;
    }

    /// Ends what the session does, on the server too, and the connection with it. A server that sends
    /// nothing would not notice for long that nobody listens.
    void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // Then it ends when it next sends something.
        }
        abort();
    }

    /// Ends the connection at once, whatever it is in the middle of.
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The connection is gone, which is what was wanted.
        }
    }

    @Override
    public void close() {
        if (state == State.COPYING) {
            cancel();
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            abort();
        }
    }
}
