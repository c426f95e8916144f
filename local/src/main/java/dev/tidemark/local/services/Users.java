package dev.tidemark.local.services;

import dev.tidemark.services.FolderLock;
import dev.tidemark.services.ServicesFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who uses the services of a home folder without hosting them. Each holds the lock of a seat; the operating system
/// frees it when its holder dies. Seats are never deleted: a lock on a deleted file would show to nobody.
record Users(Path folder) {

    static final int USERS_MAX = 64;

    static Users of(Path home) {
        return new Users(home.resolve("users"));
    }

    /// A seat, held until it is closed. It counts only if the services are registered after it was taken.
    FolderLock sitDown() {
        return seats().flatMap(seat -> FolderLock.attempt(folder, seat).stream())
                .findFirst()
                .orElseThrow(
                        () ->
                                new ServicesFailure(
                                        "More than %d commands use the services of %s"
                                                .formatted(USERS_MAX, folder.getParent())));
    }

    boolean areThere() {
        return seats().filter(seat -> Files.exists(folder.resolve(seat))).anyMatch(this::isTaken);
    }

    private boolean isTaken(String seat) {
        Optional<FolderLock> free = FolderLock.attempt(folder, seat);
        free.ifPresent(FolderLock::close);
        return free.isEmpty();
    }

    private static Stream<String> seats() {
        return IntStream.range(0, USERS_MAX).mapToObj(number -> "seat-" + number);
    }
}
