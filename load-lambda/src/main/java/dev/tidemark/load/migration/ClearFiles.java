package dev.tidemark.load.migration;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/// The migrations of a folder whose numbers are theirs alone: of others, Flyway would refuse all.
///
/// @param files below the folder
record ClearFiles(Path folder, List<Path> files) implements ResourceProvider {

    ClearFiles {
        files = List.copyOf(files);
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return files.stream()
                .filter(file -> folder.relativize(file).toString().equals(name))
                .findFirst()
                .map(this::resource)
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(file -> isNamed(file, prefix, suffixes))
                .map(this::resource)
                .toList();
    }

    private static boolean isNamed(Path file, String prefix, String[] suffixes) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith);
    }

    private LoadableResource resource(Path file) {
        return new Resource(folder, file);
    }

    private static final class Resource extends LoadableResource {

        private final Path folder;
        private final Path file;

        Resource(Path folder, Path file) {
            this.folder = folder;
            this.file = file;
        }

        @Override
        public Reader read() {
            try {
                return Files.newBufferedReader(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return file.toAbsolutePath().toString();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return String.valueOf(file.getFileName());
        }

        @Override
        public String getRelativePath() {
            return folder.relativize(file).toString();
        }
    }
}
