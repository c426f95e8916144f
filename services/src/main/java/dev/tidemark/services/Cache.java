package dev.tidemark.services;

import java.nio.file.Path;

/// Where unpacked programs are kept: the cache folder of the user, or what `TIDEMARK_CACHE` names.
final class Cache {

    private Cache() {}

    static Path folder() {
        String own = System.getenv().getOrDefault("TIDEMARK_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String shared = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                shared.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(shared);
        return base.resolve("tidemark").toAbsolutePath();
    }
}
