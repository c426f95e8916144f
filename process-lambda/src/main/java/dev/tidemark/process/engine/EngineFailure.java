package dev.tidemark.process.engine;

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

    private final Kind kind;
    private final String said;
    private final Optional<Place> place;

    /// @param line counted from 1
    public record Place(int line, String text) {}

    private EngineFailure(Kind kind, String said, Optional<Place> place) {
        super("the engine failed: " + kind.name().toLowerCase(Locale.ROOT));
        this.kind = kind;
        this.said = said;
        this.place = place;
    }

    /// @param text what DuckDB's driver said
    static EngineFailure of(String text) {
        String message = PREAMBLE.matcher(text).replaceFirst("");
        String label = message.substring(0, Math.max(0, message.indexOf(": ")));
        String first = message.lines().findFirst().orElse("").replaceFirst("^[A-Za-z ]+: ", "");
        return new EngineFailure(kind(label), said(first, message), place(message));
    }

    static EngineFailure syntax(String said, Place place) {
        return new EngineFailure(Kind.STATEMENT, said, Optional.of(place));
    }

    private static String said(String first, String message) {
        int hint = message.indexOf("Candidate bindings:");
        return hint < 0 ? first : first + " " + message.substring(hint).lines().findFirst().get();
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

    /// Where in the SQL that the engine was given.
    public Optional<Place> place() {
        return place;
    }
}
