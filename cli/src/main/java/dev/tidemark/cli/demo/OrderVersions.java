package dev.tidemark.cli.demo;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of an order, as the warehouse kept them.
final class OrderVersions {

    private static final String VERSIONS =
            "select * from fact_sales_order_history where sales_order_id = ? order by sales_record_id";

    private static final List<String> NOT_OF_THE_ORDER =
            List.of("sales_record_id", "loaded_run", "superseded_run", "deleted");

    private final List<Map<String, @Nullable String>> versions;

    private OrderVersions(List<Map<String, @Nullable String>> versions) {
        this.versions = versions;
    }

    static OrderVersions of(int salesOrderId, Database warehouse) {
        try (Connection connection = warehouse.connect();
                PreparedStatement query = connection.prepareStatement(VERSIONS)) {
            query.setInt(1, salesOrderId);
            return new OrderVersions(versions(query));
        } catch (SQLException e) {
            throw warehouse.failure(e, "reading the versions of an order");
        }
    }

    private static List<Map<String, @Nullable String>> versions(PreparedStatement query)
            throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<Map<String, @Nullable String>> versions = new ArrayList<>();
            while (row.next()) {
                versions.add(version(row));
            }
            return versions;
        }
    }

    private static Map<String, @Nullable String> version(ResultSet row) throws SQLException {
        Map<String, @Nullable String> version = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            version.put(row.getMetaData().getColumnName(i), row.getString(i));
        }
        return version;
    }

    void print(Console console) {
        Style style = console.style();
        var grid = new Grid("  ", style, ">record id", ">run", "last_updated", "what changed");
        for (int i = 0; i < versions.size(); i++) {
            Map<String, @Nullable String> version = versions.get(i);
            grid.row(
                    String.valueOf(version.get("sales_record_id")),
                    String.valueOf(version.get("loaded_run")),
                    version.get("last_updated_date") + " " + version.get("last_updated_time"),
                    i == 0
                            ? style.dim("first version")
                            : changes(style, versions.get(i - 1), version));
        }
        grid.print(console);
    }

    private static String changes(
            Style style,
            Map<String, @Nullable String> before,
            Map<String, @Nullable String> after) {
        return after.keySet().stream()
                .filter(column -> !NOT_OF_THE_ORDER.contains(column))
                .filter(
                        column ->
                                !String.valueOf(before.get(column))
                                        .equals(String.valueOf(after.get(column))))
                .map(
                        column ->
                                "%s %s → %s"
                                        .formatted(
                                                column,
                                                before.get(column),
                                                style.cyan(String.valueOf(after.get(column)))))
                .collect(Collectors.joining(", "));
    }
}
