package dev.tidemark.cli.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A line of output.md that hands what a command prints to jq.
///
/// @param options those of jq
record JqLine(String command, List<String> options, String filter) {

    private static final Pattern LINE =
            Pattern.compile(
                    "^tidemark (\\w+) totesys --output json \\| jq ((?:-\\w+ )*)'([^']+)'$",
                    Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("\\.([a-z_]+)");

    /// What a filter that cannot be read, or that does not fit the document, ends with is more.
    private static final int FALSE_OR_NULL = 1;

    /// How jq ended.
    record Ended(int exitCode, String printed) {

        boolean fits() {
            return exitCode <= FALSE_OR_NULL;
        }

        boolean answers() {
            return exitCode == 0 && !printed.isBlank() && !printed.equals("null");
        }
    }

    static List<JqLine> all(String page) {
        List<JqLine> lines = new ArrayList<>();
        Matcher line = LINE.matcher(page);
        while (line.find()) {
            List<String> options =
                    Stream.of(line.group(2).split(" ", -1)).filter(o -> !o.isEmpty()).toList();
            lines.add(new JqLine(line.group(1), options, line.group(3)));
        }
        return lines;
    }

    /// The names of fields in the filter.
    List<String> fields() {
        return FIELD.matcher(filter).results().map(field -> field.group(1)).toList();
    }

    static boolean isPossible() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jq")));
    }

    Ended read(String document) {
        List<String> words = new ArrayList<>(List.of("jq"));
        words.addAll(options);
        words.add(filter);
        try {
            Process jq = new ProcessBuilder(words).redirectErrorStream(true).start();
            try (var in = jq.getOutputStream()) {
                in.write(document.getBytes(StandardCharsets.UTF_8));
            }
            String printed = new String(jq.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(jq.waitFor(), printed.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
