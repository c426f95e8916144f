package dev.tidemark.environment;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final Map<String, String> places;

    public Environment(Map<String, String> variables) {
        this(variables, Map.of());
    }

    /// @param places where variables were written, such as `.env:3`, if that was in a file
    public Environment(Map<String, String> variables, Map<String, String> places) {
        this.variables = Map.copyOf(variables);
        this.places = Map.copyOf(places);
    }

    /// Whether it is one of our own variables.
    public static boolean knows(String name) {
        return KNOWN.contains(name);
    }

    /// The same with other values for some variables.
    public Environment with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(others);
        Map<String, String> kept = new HashMap<>(places);
        kept.keySet().removeAll(others.keySet());
        return new Environment(all, kept);
    }

    /// Empty when unset or blank.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// What a reader makes of the value. What it refuses, it refuses where the value was written.
    public <T> Optional<T> optional(String name, Function<String, T> reader) {
        try {
            return optional(name).map(reader);
        } catch (TerminalFailure e) {
            throw placed(name, e);
        }
    }

    public String require(String name) {
        return optional(name).orElseThrow(() -> unset(name));
    }

    public <T> T require(String name, Function<String, T> reader) {
        return optional(name, reader).orElseThrow(() -> unset(name));
    }

    private static TerminalFailure unset(String name) {
        return TerminalFailure.configuration(
                "the environment variable %s is not set".formatted(name),
                "set it; README.md shows the variables");
    }

    /// One failure for each variable that looks like ours and is none: it would count as not set, and
    /// something else would be used in its place.
    public List<TerminalFailure> misspelt() {
        return variables.keySet().stream()
                .filter(name -> !knows(name) && looksLikeOurs(name))
                .sorted()
                .map(this::misspelt)
                .toList();
    }

    private TerminalFailure misspelt(String name) {
        String where = places.containsKey(name) ? "" : ", in the environment or in .env";
        return placed(
                name,
                TerminalFailure.configuration(
                        "there is no variable %s%s".formatted(name, where), meant(name)));
    }

    /// Also with a slip in the prefix.
    private static boolean looksLikeOurs(String name) {
        return name.startsWith(PREFIX) || NearestName.of(name, KNOWN).isPresent();
    }

    /// A name may lack its end: then those that begin like it are meant.
    private static String meant(String name) {
        int words = name.split("_", -1).length;
        List<String> beginnings = KNOWN.stream().map(each -> beginning(each, words)).toList();
        Optional<String> begun =
                NearestName.of(name, KNOWN).isPresent()
                        ? Optional.empty()
                        : NearestName.of(name, beginnings);
        return begun.map(
                        nearest ->
                                KNOWN.stream()
                                        .filter(each -> beginning(each, words).equals(nearest))
                                        .collect(
                                                Collectors.joining(
                                                        "` or `", "did you mean `", "`?")))
                .orElseGet(() -> NearestName.hint(name, KNOWN));
    }

    private static String beginning(String name, int words) {
        return Stream.of(name.split("_", -1)).limit(words).collect(Collectors.joining("_"));
    }

    private TerminalFailure placed(String name, TerminalFailure failure) {
        return Optional.ofNullable(places.get(name)).map(failure::at).orElse(failure);
    }

    @Override
    public String toString() {
        return variables.keySet().stream().sorted().toList().toString();
    }
}
