package dev.tidemark.bench.meter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A command line with variables of its own.
public record Command(List<String> words, Map<String, String> environment) {

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    /// A line for the shell; it fails as soon as a part of it does.
    public static Command shell(String line) {
        return of("bash", "-c", "set -euo pipefail; " + line);
    }

    public Command with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(words, all);
    }

    /// Without the variables: some are secrets.
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
