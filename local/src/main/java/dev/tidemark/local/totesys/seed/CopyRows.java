package dev.tidemark.local.totesys.seed;

import dev.tidemark.local.totesys.order.Moment;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Streams rows into a table in the text format of COPY, column by column in the order of the table.
///
/// The table must have been created in the same transaction: its rows are written frozen, as those of a table that has
/// lain for long, and its first reader need not touch them.
final class CopyRows implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    /// No column but text is longer, and text makes room for itself.
    private static final int VALUE_BYTES_MAX = 32;

    private static final int DATE_CACHE_DAYS = 2_048;
    private static final byte[] NULL = {'\\', 'N'};

    private final CopyIn copy;
    private final byte[][] dates = new byte[DATE_CACHE_DAYS][];
    private final byte[] digits = new byte[20];
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private int lineStart;

    CopyRows(Connection connection, String table) throws SQLException {
        copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin with (freeze)");
    }

    CopyRows number(long value) {
        column();
        digits(value, 1);
        return this;
    }

    CopyRows cents(long value) {
        column();
        digits(value / 100, 1);
        buffer[length++] = '.';
        digits(value % 100, 2);
        return this;
    }

    CopyRows date(int day) {
        column();
        bytes(dateBytes(day));
        return this;
    }

    CopyRows moment(Moment moment) {
        date(moment.day());
        int seconds = moment.millis() / 1_000;
        buffer[length++] = ' ';
        digits(seconds / 3_600, 2);
        buffer[length++] = ':';
        digits(seconds / 60 % 60, 2);
        buffer[length++] = ':';
        digits(seconds % 60, 2);
        buffer[length++] = '.';
        digits(moment.millis() % 1_000, 3);
        return this;
    }

    CopyRows text(String value) {
        column();
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        reserve(2 * utf8.length);
        for (byte next : utf8) {
            escaped(next);
        }
        return this;
    }

    CopyRows truth(boolean value) {
        column();
        buffer[length++] = (byte) (value ? 't' : 'f');
        return this;
    }

    CopyRows nothing() {
        column();
        bytes(NULL);
        return this;
    }

    void end() throws SQLException {
        buffer[length++] = '\n';
        if (length > BUFFER_BYTES / 2) {
            flush();
        }
        lineStart = length;
    }

    /// Ends the COPY; a failure on the way cancels it, and the transaction with it.
    void finish() throws SQLException {
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer, 0, length);
        length = 0;
    }

    private void column() {
        reserve(VALUE_BYTES_MAX);
        if (length > lineStart) {
            buffer[length++] = '\t';
        }
    }

    private void reserve(int bytes) {
        if (buffer.length - length < bytes + VALUE_BYTES_MAX) {
            buffer = Arrays.copyOf(buffer, buffer.length + bytes + BUFFER_BYTES);
        }
    }

    private void digits(long value, int lengthMin) {
        int first = digits.length;
        for (long rest = value; rest > 0 || digits.length - first < lengthMin; rest /= 10) {
            digits[--first] = (byte) ('0' + rest % 10);
        }
        System.arraycopy(digits, first, buffer, length, digits.length - first);
        length += digits.length - first;
    }

    private void bytes(byte[] value) {
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    private void escaped(byte value) {
        int letter =
                switch (value) {
                    case '\\' -> '\\';
                    case '\t' -> 't';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    default -> 0;
                };
        if (letter != 0) {
            buffer[length++] = '\\';
        }
        buffer[length++] = letter == 0 ? value : (byte) letter;
    }

    private byte[] dateBytes(int day) {
        int slot = Math.floorMod(day, DATE_CACHE_DAYS);
        if (dates[slot] == null) {
            dates[slot] = Moment.date(day).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return dates[slot];
    }
}
