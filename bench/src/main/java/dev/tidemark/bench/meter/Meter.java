package dev.tidemark.bench.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs commands as processes of their own, from their start to their end, and says what they took.
///
/// @param log where the commands' output goes
public record Meter(ServerCpu servers, Path log) {

    /// What a process used after the last look is not seen.
    private static final long LOOK_EVERY_MILLISECONDS = 50;

    private static final Duration LIMIT = Duration.ofMinutes(30);

    /// @throws CommandFailure when it ends with another exit code than 0
    public Usage run(Command command) {
        try {
            Duration serversBefore = servers.sum();
            long begun = System.nanoTime();
            Process process = start(command);
            var tree = new ProcessTree(process.pid());
            watch(command, process, tree);
            Duration wall = Duration.ofNanos(System.nanoTime() - begun);
            requireSuccess(command, process);
            Duration serverCpu = servers.sum().minus(serversBefore);
            return new Usage(wall, tree.cpu(), serverCpu, tree.residentBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(command, "was interrupted", "");
        }
    }

    private Process start(Command command) throws IOException {
        var builder = new ProcessBuilder(command.words());
        builder.environment().keySet().removeIf(name -> name.matches("(TIDEMARK|AWS|PG).*"));
        for (Map.Entry<String, String> variable : command.environment().entrySet()) {
            builder.environment().put(variable.getKey(), variable.getValue());
        }
        Files.deleteIfExists(log);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static void watch(Command command, Process process, ProcessTree tree)
            throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        do {
            tree.look();
            if (System.nanoTime() > end) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new CommandFailure(command, "did not end within " + LIMIT, "");
            }
        } while (!process.waitFor(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS));
    }

    private void requireSuccess(Command command, Process process) throws IOException {
        if (process.exitValue() != 0) {
            throw new CommandFailure(
                    command, "ended with exit code " + process.exitValue(), Files.readString(log));
        }
    }
}
