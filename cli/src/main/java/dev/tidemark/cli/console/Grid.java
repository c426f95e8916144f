package dev.tidemark.cli.console;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells in aligned columns. A heading that begins with `>` aligns its column to the right.
public final class Grid {

    private static final String GAP = "  ";

    private final String indent;
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    public Grid(String indent, Style style, String... headings) {
        this.indent = indent;
        List<String> first = new ArrayList<>();
        for (String heading : headings) {
            right.add(heading.startsWith(">"));
            first.add(style.dim(heading.startsWith(">") ? heading.substring(1) : heading));
        }
        rows.add(first);
    }

    public Grid row(String... cells) {
        if (cells.length != right.size()) {
            throw new IllegalArgumentException("a row has as many cells as there are headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        int[] widths = new int[right.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Style.width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    public void print(Console console) {
        lines().forEach(console::line);
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder(indent);
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - Style.width(row.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(right.get(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
