package dev.tidemark.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The zip that a function is deployed as.
///
/// @param stage whose function it is: `ingest`, `process` or `load`
/// @param handler as Lambda's configuration names it
public record FunctionPackage(String stage, Path zip, String handler) {

    /// The three stages, in the order in which a row meets them.
    public static final List<String> STAGES = List.of("ingest", "process", "load");

    /// The package for this machine's architecture.
    ///
    /// @param project the folder of the project, in which the packages have been built
    public static FunctionPackage of(Path project, String stage) {
        return of(project, stage, Architecture.HOST);
    }

    public static FunctionPackage of(Path project, String stage, Architecture architecture) {
        Path zip =
                project.resolve(stage + "-lambda/target")
                        .resolve("%s-lambda-%s.zip".formatted(stage, architecture));
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException(
                    "%s has not been built. Type: ./mvnw -DskipTests package"
                            .formatted(zip.normalize()));
        }
        return new FunctionPackage(stage, zip, handler(stage));
    }

    private static String handler(String stage) {
        return "dev.tidemark.%s.%s%sHandler::handleRequest"
                .formatted(
                        stage, stage.substring(0, 1).toUpperCase(Locale.ROOT), stage.substring(1));
    }

    /// Writes the content into a folder, as it will lie in `/var/task`.
    public void unpackInto(Path folder) {
        try (ZipFile content = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : content.stream().toList()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream bytes = content.getInputStream(entry)) {
                        Files.copy(bytes, target);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The processors that Lambda offers, as its configuration names them.
    public enum Architecture {
        ARM64("arm64", "aarch64"),
        X86_64("x86_64", "amd64");

        public static final Architecture HOST =
                System.getProperty("os.arch").equals(ARM64.java) ? ARM64 : X86_64;

        private final String name;
        private final String java;

        Architecture(String name, String java) {
            this.name = name;
            this.java = java;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
