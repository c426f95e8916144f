package dev.tidemark.scratch;

import dev.tidemark.failure.TransientFailure;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A folder on the local disk that goes when it is closed. One whose process was killed is swept
/// away by the next that the same stage opens beside it; one in use never is.
public final class ScratchFolder implements AutoCloseable {

    /// What to do where the disk of these folders is full, on a machine and on AWS.
    public static final String MORE_ROOM =
            "make room there (java.io.tmpdir; a function on AWS gets more by temporary_mb in terraform/terraform.tfvars), then try again";

    /// How often another one is made because a sweep took the one just made for abandoned.
    private static final int TRIES_MAX = 5;

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// A folder where the system keeps temporary files.
    public static ScratchFolder open(Stage stage) {
        return in(Path.of(System.getProperty("java.io.tmpdir")), stage);
    }

    /// A folder in that one, which must be there.
    public static ScratchFolder in(Path parent, Stage stage) {
        try {
            String prefix = prefix(stage);
            Leftovers.sweep(parent, prefix);
            for (int tries = 0; tries < TRIES_MAX; tries++) {
                Path folder = Files.createTempDirectory(parent, prefix).toRealPath();
                Optional<FileChannel> lock = Leftovers.lock(folder);
                if (lock.isPresent()) {
                    return new ScratchFolder(folder, lock.get());
                }
            }
            throw new IOException("folders vanish as soon as they are made");
        } catch (IOException e) {
            throw new TransientFailure(
                    "no temporary folder can be made in %s: %s".formatted(parent, e.getMessage()),
                    "check the rights on it, and " + MORE_ROOM,
                    e);
        }
    }

    static String prefix(Stage stage) {
        return "tidemark-" + stage + "-";
    }

    public Path path() {
        return path;
    }

    /// What cannot be removed is left to the next sweep: no result depends on it.
    @Override
    public void close() {
        Leftovers.release(path, lock);
    }
}
