package dev.tidemark.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// What keeps a function within Lambda's bounds: a file system in which only `/tmp` can be written, and a limit of memory.
/// Linux lets only root draw such bounds.
public final class Confinement {

    /// Mounts what Lambda mounts. `/var/task` holds the package, `/var/runtime` the runtime client, `/tmp` a folder on disk,
    /// or so many megabytes and not one more. What follows is the command to become.
    private static final String MOUNTS =
            """
            set -e
            task=$1 runtime=$2 scratch=$3 room=$4 groups=$5
            shift 5
            for group in $groups; do echo $$ >"$group/cgroup.procs"; done
            mount --make-rprivate /
            mount -t tmpfs tmpfs /mnt
            mkdir /mnt/task /mnt/runtime /mnt/scratch
            mount --bind "$task" /mnt/task
            mount --bind "$runtime" /mnt/runtime
            case $room in
                0) mount --bind "$scratch" /mnt/scratch ;;
                *) mount -t tmpfs -o "size=${room}m" tmpfs /mnt/scratch ;;
            esac
            mount -t tmpfs tmpfs /var
            mkdir /var/task /var/runtime
            mount --bind /mnt/task /var/task
            mount --bind /mnt/runtime /var/runtime
            mount --bind /mnt/scratch /tmp
            for place in /var/task /var/runtime /mnt/task /mnt/runtime /; do mount -o remount,bind,ro $place; done
            mount -o remount,ro /mnt
            mount -o remount,ro /var
            cd /var/task
            exec "$@"
            """;

    private static final long TRY_SECONDS_MAX = 10;

    private static final Optional<String> MISSING = missing();

    private Confinement() {}

    /// What this machine does not let us do, for whoever reads the test's output; empty where all is well.
    public static Optional<String> missingFileSystem() {
        return MISSING;
    }

    /// The command that becomes `command` behind the bounds.
    ///
    /// @param scratch the folder on disk; unused where `room` says how many megabytes there are
    static List<String> confined(
            Path task,
            Path runtime,
            Path scratch,
            OptionalInt room,
            ControlGroups groups,
            List<String> command) {
        List<String> confined =
                new ArrayList<>(List.of("/usr/bin/unshare", "-m", "/bin/sh", "-c", MOUNTS, "sh"));
        confined.add(task.toAbsolutePath().toString());
        confined.add(runtime.toAbsolutePath().toString());
        confined.add(scratch.toAbsolutePath().toString());
        confined.add(Integer.toString(room.orElse(0)));
        confined.add(groups.words());
        confined.addAll(command);
        return confined;
    }

    private static Optional<String> missing() {
        try {
            Path folder = Files.createTempDirectory("tidemark-confinement");
            try {
                List<String> attempt =
                        confined(
                                folder,
                                folder,
                                folder,
                                OptionalInt.empty(),
                                ControlGroups.NONE,
                                List.of("/bin/true"));
                Process process = new ProcessBuilder(attempt).redirectErrorStream(true).start();
                boolean ended = process.waitFor(TRY_SECONDS_MAX, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? Optional.empty()
                        : Optional.of(
                                "no read-only file system, for want of the right to mount one");
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            return Optional.of("no read-only file system, for want of unshare");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
