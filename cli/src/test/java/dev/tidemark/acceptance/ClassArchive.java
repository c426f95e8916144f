package dev.tidemark.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// The classes that a process reads, in one file that the next ones map into memory: half of what a short process takes
/// is finding and verifying them.
///
/// @param classPath jars only: the JVM archives no class of a folder
record ClassArchive(Path file, String classPath) {

    /// Packs the folders of a class path.
    ///
    /// @param folder takes the jars, and the archive once a process wrote it
    static ClassArchive of(String classPath, Path folder) {
        try {
            Files.createDirectories(folder);
            List<String> jars = new ArrayList<>();
            for (String entry : entries(classPath)) {
                Path path = Path.of(entry);
                jars.add(
                        Files.isDirectory(path)
                                ? jar(path, folder.resolve(jars.size() + ".jar")).toString()
                                : entry);
            }
            Path file = folder.resolve("classes.jsa").toAbsolutePath();
            Files.deleteIfExists(file);
            return new ClassArchive(file, String.join(File.pathSeparator, jars));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An empty entry would be the working directory.
    private static List<String> entries(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static Path jar(Path folder, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> !each.equals(folder)).sorted().toList()) {
                add(folder.relativize(file).toString(), file, out);
            }
        }
        return jar.toAbsolutePath();
    }

    /// Folders too: whoever looks for migrations asks for theirs.
    private static void add(String name, Path file, JarOutputStream out) throws IOException {
        boolean folder = Files.isDirectory(file);
        out.putNextEntry(new ZipEntry(folder ? name + "/" : name));
        if (!folder) {
            Files.copy(file, out);
        }
        out.closeEntry();
    }

    /// Of a process that writes the archive when it ends.
    List<String> writing() {
        return List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + file, "-cp", classPath);
    }

    /// Of a process that maps it; without one, it reads the jars.
    List<String> mapping() {
        return List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + file, "-cp", classPath);
    }
}
