package dev.tidemark.local.services;

import dev.tidemark.failure.TerminalFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Services that go on when the command ends: starts, finds and stops the process that hosts them.
public final class DetachedServices {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final Path home;

    public DetachedServices(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /// What [#stop()] found.
    public enum Stopping {
        STOPPED,
        NOTHING_RAN
    }

    /// The services that a living process hosts, be it a command or detached.
    public Optional<Registration> running() {
        return Services.running(home);
    }

    /// Starts a host with the Java and the class path of this process and waits until all services are ready. Returns
    /// the ones that run already where they do.
    public Registration start() {
        var running = running();
        if (running.isPresent()) {
            return running.get();
        }
        Process host = spawn();
        return Waiting.until(START_LIMIT, () -> readyOrDead(host))
                .flatMap(unused -> running())
                .orElseThrow(this::didNotStart);
    }

    /// An end of the host is an answer, too: waiting longer helps nobody.
    private Optional<Process> readyOrDead(Process host) {
        return running().isPresent() || !host.isAlive() ? Optional.of(host) : Optional.empty();
    }

    private Process spawn() {
        try {
            Files.createDirectories(home);
            var log = ProcessBuilder.Redirect.appendTo(log().toFile());
            return new ProcessBuilder(command())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log)
                    .redirectError(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the host of the services in " + home, e);
        }
    }

    /// `nohup`: the host outlives the terminal.
    private List<String> command() {
        return List.of(
                "nohup",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServicesHost.class.getName(),
                home.toString());
    }

    private TerminalFailure didNotStart() {
        return TerminalFailure.world(
                "the embedded services in " + home + " did not start",
                "read " + log() + ", which says why");
    }

    private Path log() {
        return home.resolve("services.log");
    }

    /// Ends the host and its services, and servers whose host was killed. Data are kept.
    public Stopping stop() {
        if (!Files.isDirectory(home)) {
            return Stopping.NOTHING_RAN;
        }
        var host = running();
        host.ifPresent(this::end);
        var lock =
                Waiting.until(STOP_LIMIT, () -> Services.lock(home)).orElseThrow(this::didNotStop);
        try {
            boolean orphans = stopOrphans();
            Registration.remove(home);
            return host.isPresent() || orphans ? Stopping.STOPPED : Stopping.NOTHING_RAN;
        } finally {
            lock.close();
        }
    }

    private void end(Registration host) {
        if (host.hosting() == Hosting.COMMAND) {
            throw TerminalFailure.world(
                    "the services in %s belong to a running command (process %d)"
                            .formatted(home, host.hostPid()),
                    "end that command");
        }
        ProcessHandle.of(host.hostPid()).ifPresent(ProcessHandle::destroy);
    }

    private boolean stopOrphans() {
        var orphans =
                Trio.allClusters(home).stream()
                        .filter(cluster -> cluster.pid().isPresent())
                        .toList();
        orphans.forEach(cluster -> cluster.stop());
        return !orphans.isEmpty();
    }

    private TerminalFailure didNotStop() {
        return TerminalFailure.world(
                "the embedded services in "
                        + home
                        + " did not stop within "
                        + STOP_LIMIT.toSeconds()
                        + " s",
                "read " + log() + ", or end the process that `services status` names");
    }
}
