package dev.tidemark.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// What live progress shows of a stage: a title, and a line for each table that moves. In a narrow
/// window columns are left out, the least telling first.
///
/// @param tables all that are known of, in the order in which they were
/// @param columns how wide a line may be; one that wraps would be two, and the next picture would go
///     astray
/// @param lines how many lines there is room for
record Picture(String title, List<Moving> tables, Style style, int columns, int lines) {

    private static final String INDENT = "    ";

    /// The title, the headings, and where the cursor rests.
    private static final int OTHER_LINES = 3;

    /// What a line can say, the least telling last.
    private enum Column {
        ROWS(">rows"),
        LEFT(">left"),
        RATE(">rows/s"),
        SIZE(">size"),
        TIME(">time");

        private final String heading;

        Column(String heading) {
            this.heading = heading;
        }

        String of(Moving table) {
            return switch (this) {
                case ROWS -> table.hasMoved() ? Text.count(table.rows()) : "";
                case LEFT -> table.left();
                case RATE -> table.rate();
                case SIZE -> table.bytes() > 0 ? Text.bytes(table.bytes()) : "";
                case TIME -> table.elapsed().isZero() ? "" : Text.duration(table.elapsed());
            };
        }
    }

    /// In the order in which they are shown.
    private static final List<Column> SHOWN =
            List.of(Column.ROWS, Column.RATE, Column.SIZE, Column.TIME, Column.LEFT);

    /// @param whole forecasts the whole stage
    List<String> draw(TimeLeft whole) {
        List<String> drawn = new ArrayList<>();
        drawn.add(headline(whole));
        List<Moving> moving = tables.stream().filter(Moving::isVisible).toList();
        int room = Math.max(1, lines - OTHER_LINES);
        List<Moving> newest = moving.subList(Math.max(0, moving.size() - room), moving.size());
        if (!newest.isEmpty()) {
            drawn.addAll(widest(newest));
        }
        return drawn;
    }

    /// As much of the headline as fits.
    private String headline(TimeLeft whole) {
        String text = "  " + style.bold(title);
        for (String part : parts(whole)) {
            String longer = text + (part.isEmpty() ? "" : "   " + style.dim(part));
            text = Style.width(longer) < columns ? longer : text;
        }
        return text;
    }

    private List<String> parts(TimeLeft whole) {
        long done = tables.stream().filter(Moving::isDone).count();
        String count = done < tables.size() ? "%d of %d done".formatted(done, tables.size()) : "";
        return List.of(count, share(whole));
    }

    /// Only where every table is foreseen: a sum that leaves one out would jump.
    private String share(TimeLeft whole) {
        long expected = tables.stream().mapToLong(Moving::weight).sum();
        long moved = tables.stream().mapToLong(Moving::moved).sum();
        if (expected == 0 || !tables.stream().allMatch(Moving::isForeseen)) {
            return "";
        }
        String left =
                whole.after(moved, OptionalLong.of(expected))
                        .map(time -> ", %s left".formatted(Text.left(time)))
                        .orElse("");
        return left.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%d %%%s", moved * 100 / expected, left);
    }

    private List<String> widest(List<Moving> moving) {
        List<Column> columns = new ArrayList<>(SHOWN);
        if (moving.stream().allMatch(table -> table.left().isEmpty())) {
            columns.remove(Column.LEFT);
        }
        for (int least = Column.values().length - 1; least > 0; least--) {
            List<String> grid = grid(moving, columns, Integer.MAX_VALUE);
            if (grid.stream().allMatch(line -> Style.width(line) < this.columns)) {
                return grid;
            }
            columns.remove(Column.values()[least]);
        }
        int numbers = Style.width(grid(moving, columns, 0).getFirst());
        return grid(moving, columns, Math.max(1, this.columns - 1 - numbers));
    }

    private List<String> grid(List<Moving> moving, List<Column> columns, int nameMax) {
        List<String> headings = new ArrayList<>(List.of(nameMax > 4 ? "table" : ""));
        columns.forEach(column -> headings.add(column.heading));
        var grid = new Grid(INDENT, style, headings.toArray(String[]::new));
        for (Moving table : moving) {
            String name = shortened(table.relation(), nameMax);
            List<String> cells = new ArrayList<>();
            cells.add(table.isDone() ? name : style.cyan(name));
            columns.forEach(column -> cells.add(column.of(table)));
            grid.row(cells.toArray(String[]::new));
        }
        return grid.lines();
    }

    /// The end of a name tells more than its schema.
    private static String shortened(String name, int max) {
        if (name.length() <= max) {
            return name;
        }
        return max < 1 ? "" : "…" + name.substring(name.length() - max + 1);
    }
}
