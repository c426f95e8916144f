package dev.tidemark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The figures of the README are those that were measured.
class FiguresTest {

    private static final Path PROJECT = Path.of("..");

    /// A contest's title and its rows.
    private static final Pattern CONTEST =
            Pattern.compile(
                    "(?m)^## (?<title>[^\n]+)\n\n\\| \\| wall s [^\n]+\n[^\n]+\n(?<rows>(\\|[^\n]+\n)+)");

    private static final Pattern ROW =
            Pattern.compile(
                    "\\| (?<kind>\\*\\*|limit: |)(?<name>[^|*]+?)(\\*\\*)? \\| (?<seconds>[\\d.]+) [^\n]*\n");

    @Test
    void theReadmeSaysWhatTheResultsSay() throws IOException {
        String readme = Files.readString(PROJECT.resolve("README.md"));
        List<String> lines = lines(Files.readString(PROJECT.resolve("bench/RESULTS.md")));

        assertThat(lines).hasSize(4);
        assertThat(readme).contains(String.join("\n", lines));
    }

    private static List<String> lines(String results) {
        return CONTEST.matcher(results)
                .results()
                .map(contest -> line(contest.group("title"), contest.group("rows")))
                .toList();
    }

    private static String line(String title, String rows) {
        String ours = "";
        String limit = "";
        List<String> peers = new ArrayList<>();
        for (MatchResult row : ROW.matcher(rows).results().toList()) {
            String seconds =
                    String.format(Locale.ROOT, "%.1f s", Double.parseDouble(row.group("seconds")));
            switch (row.group("kind")) {
                case "**" -> ours = "**" + seconds + "**";
                case "limit: " -> limit = seconds + " " + row.group("name");
                default -> peers.add(seconds + " " + row.group("name"));
            }
        }
        return "| %s | %s | %s | %s |"
                .formatted(title, ours, limit, peers.stream().collect(Collectors.joining("<br>")));
    }
}
