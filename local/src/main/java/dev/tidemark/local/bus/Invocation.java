package dev.tidemark.local.bus;

import dev.tidemark.run.Stage;
import java.time.Duration;

/// One call of a stage's handler: how long it took, and what it answered.
public record Invocation(Stage stage, Duration took, String answer) {}
