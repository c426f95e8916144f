package dev.tidemark.progress;

import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Gives to a log how each call of a stage ended, one line each, and is silent otherwise.
public record Looks(Consumer<String> log) implements Progress {

    @Override
    public void looked(Stage stage, Optional<Instant> waitingSince) {
        log.accept(stage + (waitingSince.isEmpty() ? " has caught up" : " waits"));
    }

    @Override
    public void failed(Stage stage, Throwable failure) {
        log.accept(stage + " failed");
    }
}
