package dev.tidemark.load.merge;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.Columns;
import dev.tidemark.column.copy.CopyEncoder;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.load.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// One binary COPY into a table. Closed before it is finished, it leaves no row behind.
final class CopyStream implements AutoCloseable {

    private final CopyIn copy;
    private final CopyEncoder encoder;
    private long rows;
    private long bytes;

    private CopyStream(CopyIn copy, CopyEncoder encoder) {
        this.copy = copy;
        this.encoder = encoder;
    }

    /// @param table as SQL names it
    static CopyStream into(Connection connection, String table, Columns columns)
            throws SQLException {
        String sql =
                "copy %s (%s) from stdin (format binary)"
                        .formatted(table, Target.list(columns.names()));
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        var stream = new CopyStream(copy, new CopyEncoder(columns));
        stream.send(stream.encoder.header());
        return stream;
    }

    void rows(ColumnBatch batch) throws SQLException {
        send(encoder.rows(batch));
        rows += batch.rows();
    }

    /// Rows sent so far.
    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    /// Ends the COPY; the server says how many rows it took.
    long finish() throws SQLException {
        send(encoder.trailer());
        return copy.endCopy();
    }

    private void send(Bytes wire) throws SQLException {
        copy.writeToCopy(wire.array(), 0, wire.size());
        bytes += wire.size();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
