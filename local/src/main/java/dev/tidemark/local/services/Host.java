package dev.tidemark.local.services;

import dev.tidemark.services.FolderLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// This process as the host of a home folder's services. They live until their last user has ended, or until this
/// process is interrupted.
final class Host {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path home;
    private final Trio trio;
    private final Registration registration;
    private final FolderLock lock;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread atExit = new Thread(this::stopOnce, "stop embedded services");

    private Host(Path home, Trio trio, Registration registration, FolderLock lock) {
        this.home = home;
        this.trio = trio;
        this.registration = registration;
        this.lock = lock;
    }

    /// Takes the lock over: it is released when the services have stopped, or did not start.
    static Host start(Path home, Set<Part> parts, Hosting hosting, FolderLock lock) {
        try {
            Registration.remove(home);
            var trio = Trio.start(home, parts);
            var host = new Host(home, trio, trio.registration(hosting), lock);
            Runtime.getRuntime().addShutdownHook(host.atExit);
            host.registration.write(home);
            return host;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Registration registration() {
        return registration;
    }

    /// Waits for those who use the services.
    ///
    /// @param told what it waits for, once
    void stop(Consumer<String> told) {
        boolean waited = false;
        while (isUsed()) {
            if (!waited) {
                told.accept(
                        "Another command uses the embedded services that this one hosts: waiting for it to end.");
                waited = true;
            }
            if (!paused()) {
                break;
            }
        }
        stopOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    /// Users look for the registration when they have sat down: whoever comes after it is gone finds nothing.
    private boolean isUsed() {
        Users users = Users.of(home);
        if (!users.areThere()) {
            Registration.remove(home);
            if (!users.areThere()) {
                return false;
            }
            registration.write(home);
        }
        return true;
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void stopOnce() {
        if (stopped.compareAndSet(false, true)) {
            Registration.remove(home);
            trio.stop();
            lock.close();
        }
    }
}
