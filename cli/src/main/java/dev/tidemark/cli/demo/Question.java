package dev.tidemark.cli.demo;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.postgres.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/// An analyst's question, asked of the warehouse's star and of the source's own tables.
final class Question {

    private static final String OF_THE_WAREHOUSE =
            """
            select to_char(day.date_id, 'YYYY-MM') as month,
                   currency.currency_code,
                   count(*) as orders,
                   sum(sale.units_sold * sale.unit_price) as revenue
            from fact_sales_order_current as sale
            join dim_currency as currency using (currency_id)
            join dim_date as day on day.date_id = sale.created_date
            group by 1, 2
            order by 1 desc, 2
            """;

    private static final String OF_THE_SOURCE =
            """
            select to_char(sale.created_at, 'YYYY-MM') as month,
                   currency.currency_code,
                   count(*) as orders,
                   sum(sale.units_sold * sale.unit_price) as revenue
            from sales_order as sale
            join currency using (currency_id)
            group by 1, 2
            order by 1 desc, 2
            """;

    private static final int LINES_SHOWN = 6;

    private final List<Line> warehouse;
    private final List<Line> source;

    Question(List<Line> warehouse, List<Line> source) {
        this.warehouse = warehouse;
        this.source = source;
    }

    record Line(String month, String currency, long orders, BigDecimal revenue) {}

    static Question ask(Database warehouse, Database source) {
        return new Question(answers(warehouse, OF_THE_WAREHOUSE), answers(source, OF_THE_SOURCE));
    }

    boolean isAgreed() {
        return warehouse.equals(source);
    }

    /// Fails the demo where the answers differ, for those who only look at its exit code.
    void requireAgreed() {
        if (!isAgreed()) {
            throw TerminalFailure.world(
                    "the warehouse and the source answer the same question differently",
                    "let both run on, compare them and report it:  tidemark demo --keep");
        }
    }

    void print(Console console) {
        Style style = console.style();
        var grid =
                new Grid(
                        "  ",
                        style,
                        "month",
                        "currency",
                        ">orders",
                        ">revenue, by the warehouse",
                        ">by the source",
                        "");
        int lines = Math.max(warehouse.size(), source.size());
        IntStream.range(0, Math.min(lines, LINES_SHOWN))
                .forEach(line -> row(grid, style, at(warehouse, line), at(source, line)));
        grid.print(console);
        console.line(
                isAgreed()
                        ? "  %s all %s answers agree, these and the earlier ones"
                                .formatted(style.green("✓"), Text.count(lines))
                        : style.red("  ✗ the warehouse and the source disagree"));
    }

    private static void row(Grid grid, Style style, Line ours, Line theirs) {
        grid.row(
                ours.month(),
                ours.currency(),
                Text.count(ours.orders()),
                money(ours.revenue()),
                money(theirs.revenue()),
                Objects.equals(ours, theirs) ? style.green("✓") : style.red("✗"));
    }

    private static Line at(List<Line> lines, int index) {
        return index < lines.size() ? lines.get(index) : new Line("", "", 0, BigDecimal.ZERO);
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static List<Line> answers(Database database, String sql) {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            List<Line> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(
                        new Line(
                                row.getString("month"),
                                row.getString("currency_code"),
                                row.getLong("orders"),
                                row.getBigDecimal("revenue")));
            }
            return lines;
        } catch (SQLException e) {
            throw database.failure(e, "asking for the revenue");
        }
    }
}
