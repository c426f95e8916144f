package dev.tidemark.lake;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Brings the data files that a query log names to the local disk, and believes them only when
/// length and SHA-256 are what the query log says.
public record DataFiles(Zone zone) {

    public void fetch(DataFile file, Path target) {
        zone.download(file.key(), target, file.bytes());
        if (!sha256(target).equals(file.sha256())) {
            throw TerminalFailure.world(
                    "%s/%s is not the file that the query log describes: its SHA-256 differs"
                            .formatted(zone.name(), file.key()),
                    "restore that version of the object from the bucket's history; Tidemark never"
                            + " changes a file");
        }
    }

    public static String sha256(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
