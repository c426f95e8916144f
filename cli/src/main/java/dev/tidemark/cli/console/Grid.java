package dev.tidemark.cli.console;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells in aligned columns. A heading that begins with `>` aligns its column to the right.
/// On a terminal, a last cell that does not fit goes on in further lines of its own column.
public final class Grid {

    private static final String GAP = "  ";

    /// A column narrower than this is no column of text.
    private static final int ROOM_MIN = 16;

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
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /// The same within so many columns, as far as blanks allow.
    List<String> lines(int columns) {
        int[] widths = widths();
        int last = widths.length - 1;
        int before = Style.width(indent) + GAP.length() * last;
        for (int i = 0; i < last; i++) {
            before += widths[i];
        }
        int room = columns - before;
        if (room < ROOM_MIN || right.get(last)) {
            return lines();
        }
        String margin = " ".repeat(before);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> parts = Text.wrapped(row.get(last), room);
            List<String> cells = new ArrayList<>(row);
            cells.set(last, parts.getFirst());
            lines.add(line(cells, widths));
            parts.stream().skip(1).forEach(part -> lines.add(margin + part));
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[right.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Style.width(row.get(i)));
            }
        }
        return widths;
    }

    public void print(Console console) {
        (console.isTerminal() ? lines(console.columns()) : lines()).forEach(console::line);
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
