package dev.tidemark.services;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of Postgres for this machine, unpacked once per version into a cache folder that all processes of the
/// user share.
record PostgresBinaries(Path folder) {

    /// Everybody reads and executes: a cluster started for root runs as somebody else.
    private static final String PROGRAM_MODE = "rwxr-xr-x";

    private static final String DATA_MODE = "rw-r--r--";
    private static final int EXECUTABLE_BIT = 0100;

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /// Unpacks them unless an earlier process did. A folder that exists is complete, since it gets its name last.
    static PostgresBinaries in(Path cache) {
        Path folder = cache.resolve("postgres-" + version() + "-" + platform());
        if (Files.isDirectory(folder)) {
            return new PostgresBinaries(folder);
        }
        FolderLock.during(
                cache, "lock", () -> Files.isDirectory(folder) ? folder : unpack(cache, folder));
        return new PostgresBinaries(folder);
    }

    private static Path unpack(Path cache, Path folder) {
        try {
            Path draft = Files.createTempDirectory(cache, "unpacking");
            try {
                unpackInto(draft);
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(PROGRAM_MODE));
                return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack Postgres into " + folder, e);
        }
    }

    private static void unpackInto(Path draft) throws IOException {
        try (var archive = new XZInputStream(new BufferedInputStream(archive()));
                var tar = new TarArchiveInputStream(archive)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, draft);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft)
            throws IOException {
        Path target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("the archive points outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & EXECUTABLE_BIT) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? PROGRAM_MODE : DATA_MODE));
    }

    private static InputStream archive() {
        var stream = PostgresBinaries.class.getResourceAsStream("/postgres-" + platform() + ".txz");
        if (stream == null) {
            throw new ServicesFailure(
                    "No embedded Postgres for this machine ("
                            + platform()
                            + "): only Linux and macOS on x86_64 and arm64 have one.\n"
                            + "  Use your own: set TIDEMARK_SOURCE_URL and TIDEMARK_WAREHOUSE_URL.");
        }
        return stream;
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "darwin" : system)
                + "-"
                + switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> machine;
                };
    }

    private static String version() {
        var properties = new Properties();
        try (var stream = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
