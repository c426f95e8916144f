package dev.tidemark.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.bytes.BytesInput;

/// Compresses one page after the other with the same native context and the same two buffers. The checksum of zstd goes
/// with every page, so that any reader notices a flipped bit.
final class PageCompressor implements AutoCloseable {
    private static final int LEVEL = 1;
    private static final int KEPT_BYTES = 8 << 20;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private byte[] raw = new byte[0];
    private int rawBytes;
    private byte[] compressed = new byte[0];
    private int compressedBytes;
    private boolean isCompressed;

    /// Takes the next page.
    void compress(BytesInput page) throws IOException {
        rawBytes = Math.toIntExact(page.size());
        raw = atLeast(raw, rawBytes);
        page.writeAllTo(new ArrayOutput(raw));
        int bound = Math.toIntExact(Zstd.compressBound(rawBytes));
        compressed = atLeast(compressed, bound);
        compressedBytes =
                zstd.compressByteArray(compressed, 0, compressed.length, raw, 0, rawBytes);
        isCompressed = true;
    }

    /// A buffer for that many bytes: the same one, unless it is too small or a rare wide page has made it huge.
    private static byte[] atLeast(byte[] buffer, int bytes) {
        boolean fits =
                buffer.length >= bytes
                        && (buffer.length <= KEPT_BYTES || buffer.length <= 2 * bytes);
        return fits ? buffer : new byte[bytes];
    }

    /// Takes the next page, and leaves it as it is if that is shorter.
    void compressIfSmaller(BytesInput page) throws IOException {
        compress(page);
        isCompressed = compressedBytes < rawBytes;
    }

    boolean isCompressed() {
        return isCompressed;
    }

    int length() {
        return isCompressed ? compressedBytes : rawBytes;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(isCompressed ? compressed : raw, 0, length());
    }

    @Override
    public void close() {
        zstd.close();
    }
}
