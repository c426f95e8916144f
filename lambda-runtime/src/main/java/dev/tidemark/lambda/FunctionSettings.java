package dev.tidemark.lambda;

import java.time.Duration;
import java.util.Map;

/// How a function is configured.
///
/// @param environment the variables that its configuration names, beside those that Lambda sets
public record FunctionSettings(
        String name, int memoryMegabytes, Duration timeout, Map<String, String> environment) {

    /// What Tidemark's functions have if nobody says otherwise.
    public static final int MEMORY_MEGABYTES = 1024;

    public FunctionSettings {
        environment = Map.copyOf(environment);
    }

    public FunctionSettings(String name, Map<String, String> environment) {
        this(name, MEMORY_MEGABYTES, Duration.ofMinutes(1), environment);
    }

    public FunctionSettings with(Duration otherTimeout) {
        return new FunctionSettings(name, memoryMegabytes, otherTimeout, environment);
    }
}
