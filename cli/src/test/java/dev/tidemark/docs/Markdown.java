package dev.tidemark.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The Markdown files of the project.
final class Markdown {

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Path PIPELINES = PROJECT.resolve("pipelines");

    /// The pipeline that comes with the project. Whoever followed the guide in a clone has others beside it.
    static final Path PIPELINE = PIPELINES.resolve("totesys");

    private Markdown() {}

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(PROJECT, new Walk(files));
        return files.stream().sorted().toList();
    }

    /// Leaves out what is built, what a reader wrote, and folders that begin with a dot.
    private static final class Walk extends SimpleFileVisitor<Path> {

        private final List<Path> files;

        private Walk(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.startsWith(".") || name.equals("target") || isOfAReader(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        private static boolean isOfAReader(Path folder) {
            return PIPELINES.equals(folder.getParent()) && !folder.equals(PIPELINE);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
