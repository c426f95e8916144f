package dev.tidemark.local.services;

import dev.tidemark.services.ServicesFailure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The wait for another process that hosts the services of a home folder: for its being ready, or, where it hosts less
/// than is needed, for its end.
final class WaitForHost {

    private final Path home;
    private final Set<Part> parts;
    private final Consumer<String> told;
    private boolean said;

    WaitForHost(Path home, Set<Part> parts, Consumer<String> told) {
        this.home = home;
        this.parts = Set.copyOf(parts);
        this.told = told;
    }

    /// Says once whose end is waited for. There is no answer in it.
    Optional<Services> andSaySo() {
        lacking()
                .filter(unheard -> !said)
                .ifPresent(
                        host -> {
                            said = true;
                            told.accept(hostsLess(host) + ": waiting for it to end.");
                        });
        return Optional.empty();
    }

    ServicesFailure failure() {
        return new ServicesFailure(
                lacking()
                        .map(host -> hostsLess(host) + " and does not end")
                        .orElseGet(
                                () ->
                                        "Another process is starting the services of %s and never gets ready"
                                                .formatted(home)));
    }

    private Optional<Registration> lacking() {
        return Services.registered(home).filter(host -> !host.endpoints().haveAll(parts));
    }

    private static String hostsLess(Registration host) {
        return "Another command (process %d) hosts fewer embedded services than this one needs"
                .formatted(host.hostPid());
    }
}
