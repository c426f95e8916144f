package dev.tidemark.cli.dictionary;

import java.util.ArrayList;
import java.util.List;

/// A table of Markdown, and texts that stay what they are in it.
final class MarkdownTable {

    /// Underscores within a word are ordinary.
    private static final String SPECIAL = "[\\\\`*{}\\[\\]<>|#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])";

    private MarkdownTable() {}

    /// With an empty line before it; nothing if there is no row.
    static List<String> lines(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(line(head));
        lines.add("|" + "---|".repeat(head.size()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /// Text of others: it cannot end a cell, begin a tag or become a link or emphasis.
    static String prose(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll(SPECIAL, "\\\\$0");
    }

    /// A name or SQL. A cell ends at its next `|`, in code as well.
    static String code(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|");
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }
}
