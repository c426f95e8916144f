package dev.tidemark.local.services;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;

/// The process that hosts the services of a home folder until it is stopped. A second one for the same home ends at
/// once: one is enough.
public final class ServicesHost {

    private ServicesHost() {}

    /// @param arguments the home folder
    public static void main(String... arguments) throws InterruptedException {
        var services =
                Services.start(
                        Path.of(arguments[0]),
                        EnumSet.allOf(Part.class),
                        Hosting.DETACHED,
                        System.err::println);
        if (services.areOurs()) {
            new CountDownLatch(1).await();
        }
    }
}
