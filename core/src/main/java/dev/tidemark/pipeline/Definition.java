package dev.tidemark.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hash by which the content of a pipeline's folder, or of one of its files, is known.
final class Definition {

    /// The files that decide what a stage does. Examples and notes beside them change no run.
    private static final Pattern DEFINING =
            Pattern.compile("pipeline\\.yaml|models/[^/]+\\.sql|warehouse/.+\\.sql");

    private Definition() {}

    /// Of a folder: of all files in it that decide.
    static String of(Path folder) {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(folder)) {
            var byName = new TreeMap<String, Path>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> byName.put(nameIn(folder, file), file));
            byName.keySet().removeIf(name -> !DEFINING.matcher(name).matches());
            for (var file : byName.entrySet()) {
                digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(sha256().digest(Files.readAllBytes(file.getValue())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String nameIn(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /// Of one file.
    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
