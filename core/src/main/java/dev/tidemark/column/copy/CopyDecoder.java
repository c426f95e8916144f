package dev.tidemark.column.copy;

import dev.tidemark.column.ColumnBatch;
import dev.tidemark.column.ColumnType;
import dev.tidemark.column.Columns;
import dev.tidemark.column.vector.BigEndian;
import dev.tidemark.column.vector.Bytes;
import dev.tidemark.column.vector.ValueException;
import dev.tidemark.column.vector.Vector;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of `COPY … TO STDOUT (FORMAT binary)` into column batches. The bytes may come in pieces of any size;
/// only their order counts. The end is believed only with the trailer: call [#finish()] when no more bytes come.
public final class CopyDecoder {
    /// What one row may take. A wider one stops the read: it could not pass in the memory that a stage has.
    public static final int ROW_BYTES_MAX = 32 << 20;

    private enum Awaited {
        HEADER,
        EXTENSION,
        ROW,
        NOTHING
    }

    private final ColumnType[] types;
    private final Vector[] vectors;
    private final ColumnBatch batch;
    private final BatchSink sink;
    private final Bytes pending = new Bytes(2 * ROW_BYTES_MAX);
    private Awaited awaited = Awaited.HEADER;
    private int extensionBytes;
    private long batchBytes;
    private long rows;
    private long handedOn;

    public CopyDecoder(Columns columns, BatchSink sink) {
        this.batch = ColumnBatch.of(columns);
        this.sink = sink;
        this.types = new ColumnType[columns.size()];
        this.vectors = new Vector[columns.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = columns.at(i).type();
            vectors[i] = batch.vector(i);
        }
    }

    /// Rows decoded so far, handed on or not.
    public long rows() {
        return rows;
    }

    /// Whether the trailer has come.
    public boolean finished() {
        return awaited == Awaited.NOTHING;
    }

    public void feed(byte[] chunk) throws IOException {
        feed(chunk, 0, chunk.length);
    }

    /// Takes the next bytes. A value that cannot be kept throws a [RowException].
    public void feed(byte[] chunk, int offset, int length) throws IOException {
        if (pending.size() == 0) {
            int taken = consume(chunk, offset, offset + length);
            pending.write(chunk, taken, offset + length - taken);
        } else {
            pending.write(chunk, offset, length);
            int taken = consume(pending.array(), 0, pending.size());
            pending.discard(taken);
        }
    }

    /// Hands on the last rows, after the last bytes. Without the trailer the stream broke off, and nothing of it counts.
    public void finish() throws IOException {
        if (!finished()) {
            throw new CopyFormatException(
                    "the COPY stream ended without its trailer after " + rows + " rows");
        }
        handOn();
    }

    private int consume(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        int next;
        while ((next = step(bytes, at, to)) > at) {
            at = next;
        }
        return at;
    }

    /// Takes one piece if it is there whole, and says where the next one begins.
    private int step(byte[] bytes, int at, int to) throws IOException {
        return switch (awaited) {
            case ROW -> row(bytes, at, to);
            case HEADER -> header(bytes, at, to);
            case EXTENSION -> extension(at, to);
            case NOTHING -> nothing(at, to);
        };
    }

    private int header(byte[] bytes, int at, int to) {
        if (to - at < CopyFormat.HEADER_BYTES) {
            return at;
        }
        byte[] signature = CopyFormat.signature();
        if (!Arrays.equals(bytes, at, at + signature.length, signature, 0, signature.length)) {
            throw new CopyFormatException("the stream does not begin as a binary COPY does");
        }
        if ((BigEndian.intAt(bytes, at + CopyFormat.FLAGS_OFFSET) & CopyFormat.CRITICAL_FLAGS)
                != 0) {
            throw new CopyFormatException("the COPY header sets flags of an unknown format");
        }
        extensionBytes = BigEndian.intAt(bytes, at + CopyFormat.EXTENSION_OFFSET);
        if (extensionBytes < 0 || extensionBytes > ROW_BYTES_MAX) {
            throw new CopyFormatException(
                    "the COPY header announces an extension of " + extensionBytes + " bytes");
        }
        awaited = extensionBytes == 0 ? Awaited.ROW : Awaited.EXTENSION;
        return at + CopyFormat.HEADER_BYTES;
    }

    private int extension(int at, int to) {
        if (to - at < extensionBytes) {
            return at;
        }
        awaited = Awaited.ROW;
        return at + extensionBytes;
    }

    private static int nothing(int at, int to) {
        if (to > at) {
            throw new CopyFormatException("the COPY stream goes on after its trailer");
        }
        return at;
    }

    private int row(byte[] bytes, int at, int to) throws IOException {
        if (to - at < Short.BYTES) {
            return at;
        }
        int fields = BigEndian.shortAt(bytes, at);
        if (fields == CopyFormat.TRAILER) {
            awaited = Awaited.NOTHING;
            return at + Short.BYTES;
        }
        if (fields != types.length) {
            throw new CopyFormatException(
                    "a COPY row has %d fields where %d columns are read"
                            .formatted(fields, types.length));
        }
        int end = rowEnd(bytes, at + Short.BYTES, to);
        if (end < 0) {
            return at;
        }
        decode(bytes, at + Short.BYTES);
        rows++;
        batchBytes += end - at;
        if (batchBytes >= ColumnBatch.FULL_BYTES || batch.rows() >= ColumnBatch.ROWS_MAX) {
            handOn();
        }
        return end;
    }

    /// Where the row ends, or -1 if that lies beyond the bytes at hand.
    private int rowEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (int i = 0; i < types.length; i++) {
            if (to - at < Integer.BYTES) {
                return -1;
            }
            int length = BigEndian.intAt(bytes, at);
            requireMovable(length, (long) at - from, i);
            at += Integer.BYTES + Math.max(0, length);
            if (at > to) {
                return -1;
            }
        }
        return at;
    }

    private void requireMovable(int length, long bytesBefore, int column) {
        if (length < CopyFormat.NULL_LENGTH) {
            throw new CopyFormatException(
                    "column %s comes with the length %d"
                            .formatted(batch.columns().at(column).name(), length));
        }
        if (bytesBefore + length > ROW_BYTES_MAX) {
            throw rowFailure(
                    column,
                    new ValueException(
                            "makes the row wider than " + ROW_BYTES_MAX + " bytes, the limit"));
        }
    }

    /// Decodes all fields of a row, also those behind one that fails: they may hold the key to name.
    private void decode(byte[] bytes, int from) {
        int at = from;
        RowException failure = null;
        for (int i = 0; i < types.length; i++) {
            int length = BigEndian.intAt(bytes, at);
            at += Integer.BYTES;
            if (length == CopyFormat.NULL_LENGTH) {
                vectors[i].addNull();
                continue;
            }
            try {
                types[i].decode(bytes, at, length, vectors[i]);
            } catch (ValueException e) {
                failure = firstOf(failure, rowFailure(i, e));
                vectors[i].addNull();
            }
            at += length;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RowException firstOf(@Nullable RowException first, RowException next) {
        return first == null ? next : first;
    }

    private RowException rowFailure(int column, ValueException e) {
        return new RowException(batch.columns().at(column), batch, (int) (rows - handedOn), e);
    }

    private void handOn() throws IOException {
        if (batch.rows() > 0) {
            sink.take(batch);
        }
        handedOn = rows;
        batchBytes = 0;
        batch.clear();
    }
}
