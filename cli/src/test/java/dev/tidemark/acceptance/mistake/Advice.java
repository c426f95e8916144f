package dev.tidemark.acceptance.mistake;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a message tells to type, taken at its word.
record Advice(String message) {

    private static final Pattern NEAREST = Pattern.compile("did you mean `([^`]+)`\\?");
    private static final Pattern UNKNOWN =
            Pattern.compile("(?<=[\\s(])`(?!tidemark)([^`]+)`|variable (\\w+)");
    private static final Pattern PLACE = Pattern.compile("(\\w+/[\\w/]+\\.(?:sql|yaml)):(\\d+)");
    private static final Pattern COMMAND =
            Pattern.compile("  tidemark (\\S.*?)(?:  .*)?$", Pattern.MULTILINE);
    private static final Pattern STATEMENTS =
            Pattern.compile("To fix: ((?:(?i:grant|alter) [^;]+;\\s*)+)");

    /// A line of a file, counted from 1.
    record Place(String file, int line) {}

    /// A word, and the one in its place.
    record Nearest(String wrong, String right) {

        String in(String text) {
            return text.replace(wrong, right);
        }
    }

    /// The name that was meant.
    Optional<Nearest> nearest() {
        return first(NEAREST)
                .map(
                        right -> {
                            String wrong = first(UNKNOWN).orElseThrow();
                            return new Nearest(
                                    wrong.substring(wrong.lastIndexOf('.') + 1), last(right));
                        });
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// A command, with the name that was meant.
    List<String> in(List<String> command) {
        return nearest()
                .map(
                        nearest ->
                                command.stream()
                                        .map(
                                                word ->
                                                        word.equals(nearest.wrong())
                                                                ? nearest.right()
                                                                : word)
                                        .toList())
                .orElse(command);
    }

    Optional<Place> place() {
        Matcher place = PLACE.matcher(message);
        return place.find()
                ? Optional.of(new Place(place.group(1), Integer.parseInt(place.group(2))))
                : Optional.empty();
    }

    /// The words of the command behind `tidemark`.
    Optional<List<String>> command() {
        return first(COMMAND)
                .map(command -> List.of(command.replace("\"…\"", "corrected").split(" ", -1)));
    }

    /// SQL that the message begins its advice with.
    String statements() {
        return first(STATEMENTS).orElseThrow(() -> new IllegalStateException(message));
    }

    private Optional<String> first(Pattern pattern) {
        Matcher matcher = pattern.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(matcher.group(1)).or(() -> Optional.of(matcher.group(2)));
    }
}
