package dev.tidemark.local.services;

import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.services.FolderLock;
import dev.tidemark.services.LivingProcess;
import dev.tidemark.services.ServicesFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The embedded services of a home folder, for as long as this object is open. Where another process hosts them, they
/// are used and left alone.
public final class Services implements AutoCloseable {

    private static final String LOCK = "services.lock";
    private static final Duration OTHER_HOST_LIMIT = Duration.ofMinutes(2);

    private final Registration registration;
    private final Optional<Host> own;

    private Services(Registration registration, Optional<Host> own) {
        this.registration = registration;
        this.own = own;
    }

    /// Starts the services, or finds those that another process hosts. Data are kept in the home folder.
    public static Services start(Path home) {
        return start(home, Hosting.COMMAND);
    }

    static Services start(Path home, Hosting hosting) {
        Path folder = home.toAbsolutePath().normalize();
        try {
            return Waiting.until(
                            OTHER_HOST_LIMIT,
                            () -> hosted(folder, hosting).or(() -> adopted(folder)))
                    .orElseThrow(() -> neverReady(folder));
        } catch (ServicesFailure e) {
            throw TerminalFailure.world(
                    String.valueOf(e.getMessage()),
                    "set the TIDEMARK_… variables to services of your own",
                    e);
        }
    }

    private static Optional<Services> hosted(Path home, Hosting hosting) {
        return lock(home)
                .map(lock -> Host.start(home, hosting, lock))
                .map(host -> new Services(host.registration(), Optional.of(host)));
    }

    private static Optional<Services> adopted(Path home) {
        return registered(home).map(it -> new Services(it, Optional.empty()));
    }

    /// What a living process registered; between its locking the home folder and its being ready there is nothing.
    private static Optional<Registration> registered(Path home) {
        return Registration.read(home).filter(it -> LivingProcess.of(it.hostPid()).isPresent());
    }

    private static ServicesFailure neverReady(Path home) {
        return new ServicesFailure(
                "Another process is starting the services of " + home + " and never gets ready");
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

    /// Whether closing this object ends the services.
    public boolean areOurs() {
        return own.isPresent();
    }

    /// Stops what this object started.
    @Override
    public void close() {
        own.ifPresent(Host::stop);
    }
}
