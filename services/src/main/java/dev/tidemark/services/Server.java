package dev.tidemark.services;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts and stops the server process of a cluster folder. Callers hold the folder's lock.
record Server(Program program, Durability durability, Path folder) {

    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "TimeZone=UTC",
                    "log_timezone=UTC",
                    "max_prepared_transactions=10",
                    "max_wal_size=2GB");

    Path data() {
        return folder.resolve("data");
    }

    Optional<Postmaster> running() {
        return Postmaster.of(data());
    }

    void initialise(Path password, String user) {
        new Initialisation(program, durability).create(data(), password, user);
    }

    void start() {
        int port = Port.preferring(folder.resolve("port"));
        Path log = folder.resolve("postgres.log");
        var outcome =
                program.run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-w",
                                "-s",
                                "-D",
                                data().toString(),
                                "-l",
                                log.toString(),
                                "-o",
                                options(port)));
        if (outcome.exitCode() != 0) {
            throw new ServicesFailure(
                    "The embedded Postgres in "
                            + folder
                            + " does not start.\n  Its log says why: "
                            + log);
        }
    }

    private String options(int port) {
        String settings =
                Stream.concat(SETTINGS.stream(), durability.settings().stream())
                        .collect(Collectors.joining(" -c ", " -c ", ""));
        return "-p " + port + settings;
    }

    void stop() {
        var outcome =
                program.run(
                        "pg_ctl",
                        List.of("stop", "-w", "-s", "-m", "fast", "-D", data().toString()));
        if (outcome.exitCode() != 0 && running().isPresent()) {
            throw new ServicesFailure(
                    "The embedded Postgres in " + folder + " does not stop: " + outcome.output());
        }
    }
}
