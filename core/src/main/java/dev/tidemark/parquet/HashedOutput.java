package dev.tidemark.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and hashes the bytes on their way to a file, so that nobody has to read it again.
final class HashedOutput extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest;
    private long position;

    HashedOutput(OutputStream out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    long position() {
        return position;
    }

    /// The hash of all bytes; nothing may be written afterwards.
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        position += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
