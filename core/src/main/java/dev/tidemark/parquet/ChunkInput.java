package dev.tidemark.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The bytes of one column chunk, read through a small buffer of its own, so that the chunks of a row group can be read
/// side by side from one file.
final class ChunkInput extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer;
    private long position;
    private final long end;

    ChunkInput(FileChannel channel, long start, long length) throws IOException {
        if (start < Footer.MAGIC.length || length < 0 || start + length > channel.size()) {
            throw new CorruptFileException(
                    "a column chunk of %d bytes at %d lies outside of it".formatted(length, start));
        }
        this.channel = channel;
        this.position = start;
        this.end = start + length;
        this.buffer =
                ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(1, length))).limit(0);
    }

    @Override
    public int read() throws IOException {
        return buffer.hasRemaining() || fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining()) {
            if (length >= BUFFER_BYTES) {
                return direct(into, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int taken = Math.min(length, buffer.remaining());
        buffer.get(into, offset, taken);
        return taken;
    }

    /// Exactly that many bytes.
    byte[] take(int length) throws IOException {
        byte[] bytes = readNBytes(checked(length));
        if (bytes.length < length) {
            throw new CorruptFileException("a column chunk ends within a page");
        }
        return bytes;
    }

    private int checked(int length) {
        if (length < 0 || length > end - position + buffer.remaining()) {
            throw new CorruptFileException(
                    "a page of %d bytes reaches beyond its column chunk".formatted(length));
        }
        return length;
    }

    private int direct(byte[] into, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - position);
        int taken =
                wanted == 0 ? -1 : channel.read(ByteBuffer.wrap(into, offset, wanted), position);
        position += Math.max(0, taken);
        return taken;
    }

    private boolean fill() throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
        int taken = buffer.hasRemaining() ? channel.read(buffer, position) : -1;
        position += Math.max(0, taken);
        buffer.flip();
        return taken > 0;
    }
}
