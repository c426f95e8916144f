package dev.tidemark.cli.project;

import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `.env` file of a project: `NAME=value` lines, `#` comments, an optional `export`, and quotes
/// around a value that needs them. Nothing is expanded: a password may hold a `$`, and a `#` that
/// no blank precedes.
record DotEnv(Path file, Map<String, Setting> settings) {

    /// @param line counted from 1
    record Setting(String name, String value, int line) {}

    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

    private static final Pattern NAME = Pattern.compile("(?:export\\s+)?(\\w+).*");

    private static final Pattern QUOTED = Pattern.compile("(['\"])(.*?)\\1(?:\\s+#.*)?");

    private static final Pattern COMMENT = Pattern.compile("\\s#.*");

    /// Without settings when there is no such file. A line that is wrong sets nothing.
    ///
    /// @param problems hears of every line that is wrong, and never of what it holds
    static DotEnv read(Path file, Problems problems) {
        var read = new DotEnv(file, new LinkedHashMap<>());
        if (Files.isDirectory(file)) {
            problems.add(
                    TerminalFailure.configuration(
                            "%s is a folder, so that it sets no variable".formatted(file),
                            "move it away, or write a file of that name with lines NAME=value"));
        }
        if (Files.isRegularFile(file)) {
            List<String> lines = problems.attempt(() -> lines(file)).orElse(List.of());
            for (int i = 0; i < lines.size(); i++) {
                read.add(i + 1, lines.get(i).strip(), problems);
            }
        }
        return read;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw TerminalFailure.configuration(
                    "%s cannot be read as UTF-8 text".formatted(file), "check the file", e);
        }
    }

    private void add(int line, String text, Problems problems) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        try {
            Setting setting = setting(line, text);
            requireFirst(setting);
            settings.put(setting.name(), setting);
        } catch (TerminalFailure e) {
            problems.add(e.at(place(line)));
        }
    }

    private static Setting setting(int line, String text) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw noVariable(text);
        }
        String name = matcher.group(1);
        return new Setting(name, value(name, matcher.group(2)), line);
    }

    /// A word that is no variable of ours may be a secret.
    private static TerminalFailure noVariable(String text) {
        Matcher matcher = NAME.matcher(text);
        return matcher.matches() && Environment.knows(matcher.group(1))
                ? TerminalFailure.configuration(
                        "this line names %s, but no = follows".formatted(matcher.group(1)),
                        "write %s=value".formatted(matcher.group(1)))
                : TerminalFailure.configuration(
                        "this line is no variable", "write NAME=value, or begin a comment with #");
    }

    private static String value(String name, String written) {
        String value = written.strip();
        if (!value.startsWith("'") && !value.startsWith("\"")) {
            return COMMENT.matcher(written).replaceFirst("").strip();
        }
        Matcher matcher = QUOTED.matcher(value);
        if (!matcher.matches()) {
            throw TerminalFailure.configuration(
                    "the value of %s begins with a quote and does not end with it".formatted(name),
                    "put the same quote behind its last character, or none at all");
        }
        return matcher.group(2);
    }

    private void requireFirst(Setting setting) {
        Setting first = settings.get(setting.name());
        if (first != null) {
            throw TerminalFailure.configuration(
                    "%s stands in line %d already".formatted(setting.name(), first.line()),
                    "take one of the two lines out");
        }
    }

    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        settings.forEach((name, setting) -> values.put(name, setting.value()));
        return values;
    }

    /// Where each variable stands, such as `/shop/.env:3`.
    Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        settings.forEach((name, setting) -> places.put(name, place(setting.line())));
        return places;
    }

    private String place(int line) {
        return file + ":" + line;
    }
}
