package dev.tidemark.progress;

import dev.tidemark.run.Stage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Gives to a log how far each call of a stage came, one line each, and is silent otherwise.
public record Looks(Consumer<String> log) implements Progress {

    @Override
    public void looked(Stage stage, Optional<Instant> waitingSince) {
        log.accept(stage + (waitingSince.isEmpty() ? " has caught up" : " waits"));
    }
}
