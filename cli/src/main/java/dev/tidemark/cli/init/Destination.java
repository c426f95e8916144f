package dev.tidemark.cli.init;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// The folder that a pipeline is written into: all of its files or none.
public record Destination(Path folder) {

    private static final String UNFINISHED = ".unfinished";

    void requireFree() {
        if (Files.exists(folder) && !isEmptyFolder()) {
            throw TerminalFailure.configuration(
                    "%s is there already, and nothing in it is overwritten".formatted(folder),
                    "choose another name, or another folder with --into FOLDER");
        }
    }

    private boolean isEmptyFolder() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Beside it first, so that a failure leaves no half of a pipeline; what a killed one left there
    /// goes.
    void write(Map<String, String> files) {
        Path unfinished = folder.resolveSibling("." + folder.getFileName() + UNFINISHED);
        Folders.delete(unfinished);
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = unfinished.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Files.deleteIfExists(folder);
            Files.move(unfinished, folder);
        } catch (InvalidPathException e) {
            throw unnameable(e);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            Folders.delete(unfinished);
        }
    }

    private static TerminalFailure unnameable(InvalidPathException e) {
        return TerminalFailure.world(
                "no file can be called `%s` here".formatted(e.getInput()),
                "let the shell's locale have its letters: type LC_ALL=C.UTF-8 before the command",
                e);
    }

    private TerminalFailure unwritable(IOException e) {
        return TerminalFailure.world(
                "%s cannot be written: %s".formatted(folder, e.getMessage()),
                "check its rights and the room on the disk",
                e);
    }
}
