package dev.tidemark.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.tidemark.column.vector.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.bytes.BytesInput;

/// Compresses one page after the other with the same native context and the same two buffers. The checksum of zstd goes
/// with every page, so that any reader notices a flipped bit.
final class PageCompressor implements AutoCloseable {
    private static final int LEVEL = 1;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private final Bytes raw = new Bytes(ChunkReader.PAGE_BYTES_MAX);
    private byte[] compressed = new byte[0];
    private int compressedBytes;
    private boolean isCompressed;

    /// Takes the next page.
    void compress(BytesInput page) throws IOException {
        raw.clear();
        page.writeAllTo(raw);
        int bound = Math.toIntExact(Zstd.compressBound(raw.size()));
        if (compressed.length < bound || compressed.length > 16 * bound) {
            compressed = new byte[bound];
        }
        compressedBytes =
                zstd.compressByteArray(
                        compressed, 0, compressed.length, raw.array(), 0, raw.size());
        isCompressed = true;
    }

    /// Takes the next page, and leaves it as it is if that is shorter.
    void compressIfSmaller(BytesInput page) throws IOException {
        compress(page);
        isCompressed = compressedBytes < raw.size();
    }

    boolean isCompressed() {
        return isCompressed;
    }

    int length() {
        return isCompressed ? compressedBytes : raw.size();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(isCompressed ? compressed : raw.array(), 0, length());
    }

    @Override
    public void close() {
        zstd.close();
    }
}
