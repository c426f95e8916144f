package dev.tidemark.local.services;

import dev.tidemark.services.FolderLock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// This process as the host of a home folder's services. They end with it, also when it is interrupted.
final class Host {

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
    static Host start(Path home, Hosting hosting, FolderLock lock) {
        try {
            Registration.remove(home);
            var trio = Trio.start(home);
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

    void stop() {
        stopOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
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
