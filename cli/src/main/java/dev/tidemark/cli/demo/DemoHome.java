package dev.tidemark.cli.demo;

import dev.tidemark.local.services.DetachedServices;
import dev.tidemark.local.services.DetachedServices.Stopping;
import dev.tidemark.local.services.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder that a demo's services keep their data in. Every demo begins with a fresh one.
record DemoHome(Path folder) {

    /// Ends what an earlier demo left running, and removes its data.
    Stopping clear() {
        Stopping stopping = new DetachedServices(folder).stop();
        remove();
        return stopping;
    }

    Services start(Demo.Ending ending) {
        if (ending == Demo.Ending.KEEP) {
            new DetachedServices(folder).start();
        }
        return Services.start(folder);
    }

    void remove() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
