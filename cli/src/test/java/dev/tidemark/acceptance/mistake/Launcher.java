package dev.tidemark.acceptance.mistake;

import dev.tidemark.cli.Command;
import dev.tidemark.services.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The script `tidemark` on a machine whose JDKs are all too old, whichever there are: a copy of it asks for one that
/// nobody has.
final class Launcher {

    static final String NAME = "./tidemark";

    private static final Path PROJECT = Path.of("..");
    private static final String FIND_JDK = ".mvn/find-jdk.sh";
    private static final String OLDEST = "jdk_oldest=21";
    private static final String NOT_YET = "999";

    private Launcher() {}

    static Command type(List<String> words) {
        try {
            Path folder = Files.createTempDirectory("launcher");
            try {
                copy(folder);
                return type(folder, words);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(FIND_JDK).getParent());
        Files.copy(PROJECT.resolve(NAME), folder.resolve("tidemark"));
        Files.writeString(
                folder.resolve(FIND_JDK),
                Files.readString(PROJECT.resolve(FIND_JDK))
                        .replace(OLDEST, "jdk_oldest=" + NOT_YET));
    }

    private static Command type(Path folder, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "tidemark"));
        command.addAll(words.subList(1, words.size()));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_HOME");
        Process shell = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String err = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Command(shell.waitFor(), "", err.replace(NOT_YET, "21"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
