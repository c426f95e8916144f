package dev.tidemark.cli.project;

import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `.env` file of a project: `NAME=value` lines, `#` comments, an optional `export`, and quotes
/// around a value that needs them. Nothing is expanded: a password may hold a `$`.
final class DotEnv {

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*)\\1");

    private DotEnv() {}

    /// Empty when there is no such file.
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw TerminalFailure.configuration(
                    "%s cannot be read as UTF-8 text".formatted(file), "check the file", e);
        }
    }

    private static Map<String, String> parse(Path file, List<String> lines) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(text);
            if (!matcher.matches()) {
                throw TerminalFailure.configuration(
                        "%s, line %d is no variable".formatted(file, number),
                        "write NAME=value, or begin a comment with #");
            }
            variables.put(matcher.group(1), unquoted(matcher.group(2)));
        }
        return variables;
    }

    private static String unquoted(String value) {
        Matcher matcher = QUOTED.matcher(value);
        return matcher.matches() ? matcher.group(2) : value;
    }
}
