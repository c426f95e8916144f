package dev.tidemark.progress;

import dev.tidemark.run.Stage;
import java.util.function.Consumer;

/// Gives notices to a log, one line each, and is silent otherwise.
public record Notices(Consumer<String> log) implements Progress {

    @Override
    public void notice(Stage stage, String text) {
        log.accept(stage + ": " + text);
    }
}
