package dev.tidemark.local.services;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.FolderLock;
import dev.tidemark.services.LivingProcess;
import dev.tidemark.services.ServicesFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The embedded services of a home folder, for as long as this object is open. Where another process hosts them, they
/// are used, and their host waits until this object is closed.
public final class Services implements AutoCloseable {

    private static final String LOCK = "services.lock";
    private static final Duration OTHER_HOST_LIMIT = Duration.ofMinutes(2);

    private final Registration registration;
    private final Optional<Host> own;
    private final Optional<FolderLock> seat;
    private final Consumer<String> told;

    private Services(
            Registration registration,
            Optional<Host> own,
            Optional<FolderLock> seat,
            Consumer<String> told) {
        this.registration = registration;
        this.own = own;
        this.seat = seat;
        this.told = told;
    }

    /// All three services, for one who need not know what is waited for.
    public static Services start(Path home) {
        return start(home, EnumSet.allOf(Part.class), unheard -> {});
    }

    /// Starts the services, or finds those that another process hosts. Data are kept in the home folder.
    ///
    /// @param parts those that are needed; no other is started
    /// @param told which other command is waited for
    public static Services start(Path home, Set<Part> parts, Consumer<String> told) {
        return start(home, parts, Hosting.COMMAND, told);
    }

    static Services start(Path home, Set<Part> parts, Hosting hosting, Consumer<String> told) {
        Path folder = home.toAbsolutePath().normalize();
        requireFolder(folder);
        var wait = new WaitForHost(folder, parts, told);
        try {
            return Waiting.until(
                            OTHER_HOST_LIMIT,
                            () ->
                                    hosted(folder, parts, hosting, told)
                                            .or(() -> adopted(folder, parts, told))
                                            .or(wait::andSaySo))
                    .orElseThrow(wait::failure);
        } catch (ServicesFailure e) {
            throw TerminalFailure.world(
                    String.valueOf(e.getMessage()),
                    "set the TIDEMARK_… variables to services of your own",
                    e);
        }
    }

    /// Whoever named another place by mistake is told, and not that a lock could not be made.
    private static void requireFolder(Path home) {
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw TerminalFailure.configuration(
                    "%s is no folder, so that embedded services cannot keep their data in %s"
                            .formatted(there, home),
                    "name a folder in TIDEMARK_HOME, or move that file away");
        }
        if (!Files.isWritable(there)) {
            throw TerminalFailure.configuration(
                    "embedded services would keep their data in %s, and you may not write in %s"
                            .formatted(home, there),
                    "name another folder in TIDEMARK_HOME");
        }
    }

    private static Optional<Services> hosted(
            Path home, Set<Part> parts, Hosting hosting, Consumer<String> told) {
        return lock(home)
                .map(lock -> Host.start(home, parts, hosting, lock))
                .map(
                        host ->
                                new Services(
                                        host.registration(),
                                        Optional.of(host),
                                        Optional.empty(),
                                        told));
    }

    private static Optional<Services> adopted(Path home, Set<Part> parts, Consumer<String> told) {
        FolderLock seat = Users.of(home).sitDown();
        var found = registered(home).filter(it -> it.endpoints().haveAll(parts));
        if (found.isEmpty()) {
            seat.close();
        }
        return found.map(it -> new Services(it, Optional.empty(), Optional.of(seat), told));
    }

    /// What a living process registered; between its locking the home folder and its being ready there is nothing.
    static Optional<Registration> registered(Path home) {
        return Registration.read(home).filter(it -> LivingProcess.of(it.hostPid()).isPresent());
    }

    /// What the present host registered. Whoever holds the lock is the host: a number alone may meanwhile belong to
    /// another process.
    static Optional<Registration> running(Path home) {
        if (!Files.isDirectory(home)) {
            return Optional.empty();
        }
        var free = lock(home);
        free.ifPresent(FolderLock::close);
        return free.isPresent() ? Optional.empty() : registered(home);
    }

    static Optional<FolderLock> lock(Path home) {
        return FolderLock.attempt(home, LOCK);
    }

    public Endpoints endpoints() {
        return registration.endpoints();
    }

    public Registration registration() {
        return registration;
    }

    /// The variables that wire every stage to these services.
    public Map<String, String> environment() {
        return endpoints().environment();
    }

    /// Those that lead to some of them.
    public Map<String, String> environment(Set<Part> parts) {
        return endpoints().environment(parts);
    }

    /// Whether closing this object ends the services.
    public boolean areOurs() {
        return own.isPresent();
    }

    /// Stops what this object started, as soon as nobody else uses it.
    @Override
    public void close() {
        seat.ifPresent(FolderLock::close);
        own.ifPresent(host -> host.stop(told));
    }
}
