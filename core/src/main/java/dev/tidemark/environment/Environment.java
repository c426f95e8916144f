package dev.tidemark.environment;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables that configure a command or function. Its text form shows names only, never a
/// value.
public final class Environment {

    public static final String SOURCE_URL = "TIDEMARK_SOURCE_URL";
    public static final String WAREHOUSE_URL = "TIDEMARK_WAREHOUSE_URL";
    public static final String SOURCE_SECRET = "TIDEMARK_SOURCE_SECRET";
    public static final String WAREHOUSE_SECRET = "TIDEMARK_WAREHOUSE_SECRET";

    /// The login that applies migrations, where the load's own shall not define tables.
    public static final String MIGRATION_URL = "TIDEMARK_MIGRATION_URL";

    public static final String MIGRATION_SECRET = "TIDEMARK_MIGRATION_SECRET";

    public static final String INGESTION_BUCKET = "TIDEMARK_INGESTION_BUCKET";
    public static final String PROCESSED_BUCKET = "TIDEMARK_PROCESSED_BUCKET";
    public static final String PIPELINE = "TIDEMARK_PIPELINE";

    /// The folder that holds the pipeline folders; `pipelines` under the working directory if unset.
    public static final String PIPELINES = "TIDEMARK_PIPELINES";

    public static final String HOME = "TIDEMARK_HOME";

    private static final String PREFIX = "TIDEMARK_";

    /// Those above, then those that the launcher, the embedded services and the tests read for themselves.
    static final List<String> KNOWN =
            List.of(
                    SOURCE_URL,
                    WAREHOUSE_URL,
                    SOURCE_SECRET,
                    WAREHOUSE_SECRET,
                    MIGRATION_URL,
                    MIGRATION_SECRET,
                    INGESTION_BUCKET,
                    PROCESSED_BUCKET,
                    PIPELINE,
                    PIPELINES,
                    HOME,
                    "TIDEMARK_JAVA_OPTS",
                    "TIDEMARK_CACHE",
                    "TIDEMARK_TEST_POSTGRES");

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// Empty when unset or blank.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public String require(String name) {
        return optional(name)
                .orElseThrow(
                        () ->
                                TerminalFailure.configuration(
                                        "the environment variable %s is not set".formatted(name),
                                        "set it; README.md shows the variables"));
    }

    /// Refuses a variable that looks like ours and is none: a misspelt one would count as not set, and
    /// something else would be used in its place.
    public Environment requireKnown() {
        misspelt().stream()
                .findFirst()
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
        return this;
    }

    /// One failure for each variable that looks like ours and is none.
    public List<TerminalFailure> misspelt() {
        return variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
                .sorted()
                .map(Environment::misspelt)
                .toList();
    }

    private static TerminalFailure misspelt(String name) {
        return TerminalFailure.configuration(
                "there is no variable %s, in the environment or in .env".formatted(name),
                NearestName.hint(name, KNOWN));
    }

    @Override
    public String toString() {
        return variables.keySet().stream().sorted().toList().toString();
    }
}
