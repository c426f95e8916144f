package dev.tidemark.process.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An engine refused SQL or could not run it. What the engine said may quote a row, so it is kept
/// apart from what may be shown, and never becomes a cause.
public final class EngineFailure extends RuntimeException {

    /// What kind of trouble it is.
    public enum Kind {
        /// The SQL itself is wrong: what the engine said quotes the SQL and no row.
        STATEMENT,
        /// A value could not be computed: what the engine said may quote it.
        VALUE,
        MEMORY,
        DISK,
        OTHER
    }

    private static final Pattern PREAMBLE =
            Pattern.compile("\\A.*?closed pending query result\\s*Error: ", Pattern.DOTALL);

    private static final Pattern LINE =
            Pattern.compile("\\nLINE (?<line>\\d+): (?<text>.*)\\n", Pattern.MULTILINE);

    private static final Pattern UNKNOWN_COLUMN =
            Pattern.compile(
                    "\\A(?:Referenced column \"(?<bare>[^\"]*)\" not found|.* \"(?<qualifier>[^\"]*)\" does not have a column named \"(?<qualified>[^\"]*)\")");

    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\AMacro (?<call>\\w+)\\(\\) does not support");

    private static final Pattern CANDIDATES = Pattern.compile("\\nCandidate bindings:(?<names>.*)");

    private static final Pattern QUOTED = Pattern.compile("\"(?<name>[^\"]*)\"");

    private final Kind kind;
    private final String said;
    private final Optional<Place> place;
    private final Optional<UnknownColumn> unknownColumn;

    /// @param line counted from 1
    public record Place(int line, String text) {}

    /// A column that is not there.
    ///
    /// @param qualifier what stands before the dot, or empty
    /// @param candidates the names that the engine thinks of
    public record UnknownColumn(String qualifier, String name, List<String> candidates) {
        public UnknownColumn {
            candidates = List.copyOf(candidates);
        }
    }

    private EngineFailure(
            Kind kind, String said, Optional<Place> place, Optional<UnknownColumn> unknownColumn) {
        super("the engine failed: " + kind.name().toLowerCase(Locale.ROOT));
        this.kind = kind;
        this.said = said;
        this.place = place;
        this.unknownColumn = unknownColumn;
    }

    /// @param text what DuckDB's driver said
    static EngineFailure of(String text) {
        String message = PREAMBLE.matcher(text).replaceFirst("");
        String label = message.substring(0, Math.max(0, message.indexOf(": ")));
        String first = message.lines().findFirst().orElse("").replaceFirst("^[A-Za-z ]+: ", "");
        return new EngineFailure(kind(label), first, place(message), unknownColumn(first, message));
    }

    static EngineFailure syntax(String said, Place place) {
        return new EngineFailure(Kind.STATEMENT, said, Optional.of(place), Optional.empty());
    }

    private static Optional<UnknownColumn> unknownColumn(String first, String message) {
        Matcher unknown = UNKNOWN_COLUMN.matcher(first);
        if (!unknown.find()) {
            return timeOfDay(first);
        }
        Optional<String> bare = Optional.ofNullable(unknown.group("bare"));
        return Optional.of(
                new UnknownColumn(
                        bare.isPresent() ? "" : unknown.group("qualifier"),
                        bare.orElseGet(() -> unknown.group("qualified")),
                        candidates(message)));
    }

    private static Optional<UnknownColumn> timeOfDay(String first) {
        Matcher macro = TIME_OF_DAY.matcher(first);
        return macro.find()
                ? Optional.ofNullable(TimeOfDay.CALLS.get(macro.group("call")))
                        .map(name -> new UnknownColumn("", name, List.of()))
                : Optional.empty();
    }

    private static List<String> candidates(String message) {
        Matcher line = CANDIDATES.matcher(message);
        return line.find()
                ? QUOTED.matcher(line.group("names")).results().map(m -> m.group(1)).toList()
                : List.of();
    }

    private static Kind kind(String label) {
        return switch (label) {
            case "Parser Error", "Binder Error", "Catalog Error", "Not implemented Error" ->
                    Kind.STATEMENT;
            case "Conversion Error", "Out of Range Error", "Invalid Input Error" -> Kind.VALUE;
            case "Out of Memory Error" -> Kind.MEMORY;
            case "IO Error" -> Kind.DISK;
            default -> Kind.OTHER;
        };
    }

    private static Optional<Place> place(String message) {
        Matcher line = LINE.matcher(message);
        return line.find()
                ? Optional.of(
                        new Place(Integer.parseInt(line.group("line")), line.group("text").strip()))
                : Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    /// Only for [Kind#STATEMENT] may this be shown.
    public String said() {
        return said;
    }

    /// The column that the SQL names and that is not there, if this is the trouble.
    public Optional<UnknownColumn> unknownColumn() {
        return unknownColumn;
    }

    /// Where in the SQL that the engine was given.
    public Optional<Place> place() {
        return place;
    }
}
