package dev.tidemark.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs Postgres' own programs to their end, under an identity that Postgres accepts.
record Program(PostgresBinaries binaries, Identity identity, Path folder) {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// How a program ended.
    record Outcome(int exitCode, String output) {}

    /// Output goes to a file, because a server that the program starts would keep a pipe open.
    Outcome run(String name, List<String> arguments) {
        var command = new ArrayList<>(identity.prefix());
        command.add(binaries.program(name).toString());
        command.addAll(arguments);
        Path output = folder.resolve(name + ".out");
        try {
            Process process = start(command, output);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServicesFailure(name + " of Postgres did not end within " + LIMIT);
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServicesFailure(name + " of Postgres was interrupted", e);
        }
    }

    private Process start(List<String> command, Path output) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }
}
