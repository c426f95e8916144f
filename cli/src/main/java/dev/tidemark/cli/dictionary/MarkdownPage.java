package dev.tidemark.cli.dictionary;

import dev.tidemark.cli.dictionary.CatalogColumn.Presence;
import dev.tidemark.cli.dictionary.CatalogColumn.Role;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.process.origin.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The dictionary as a page of Markdown.
public record MarkdownPage(Dictionary dictionary) {

    /// Longer expressions are for the model's file, not for a cell.
    private static final int EXPRESSION_CHARACTERS_MAX = 60;

    public List<String> lines() {
        String pipeline = dictionary.pipeline().name();
        var lines = new ArrayList<String>();
        lines.add("# The warehouse of " + pipeline);
        lines.add("");
        lines.add(
                "Made by `./tidemark dictionary %s` from models, migrations and their comments: correct those, not this page."
                        .formatted(pipeline));
        lines.add("All of it lies in the schema `%s`.".formatted(schema()));
        lines.addAll(contents());
        dictionary.entries().forEach(entry -> lines.addAll(entry(entry)));
        lines.addAll(others());
        return lines;
    }

    private String schema() {
        return dictionary.pipeline().warehouse().schema();
    }

    private List<String> contents() {
        var rows = new ArrayList<List<String>>();
        for (Entry entry : dictionary.entries()) {
            rows.add(
                    List.of(
                            "[%s](#%s)".formatted(entry.table().name(), entry.table().name()),
                            MarkdownTable.prose(entry.table().comment())));
        }
        return MarkdownTable.lines(List.of("table", "what it holds"), rows);
    }

    private List<String> entry(Entry entry) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("## " + entry.table().name());
        lines.addAll(paragraph(MarkdownTable.prose(entry.table().comment())));
        lines.addAll(properties(entry));
        lines.addAll(star(entry));
        lines.addAll(columns(entry));
        entry.companions().forEach(companion -> lines.addAll(companion(entry, companion)));
        return lines;
    }

    private List<String> star(Entry entry) {
        if (entry.model().kind() != ModelKind.FACT) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("", "```mermaid"));
        lines.addAll(new StarDiagram(dictionary, entry).lines());
        lines.add("```");
        return lines;
    }

    private static List<String> properties(Entry entry) {
        Model model = entry.model();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("kind", Words.of(model.kind())));
        model.grain().ifPresent(grain -> rows.add(List.of("grain", MarkdownTable.prose(grain))));
        rows.add(List.of("key", MarkdownTable.code(String.join(", ", model.key()))));
        rows.add(List.of("history", Words.of(model.history())));
        rows.add(List.of("made of", made(entry)));
        rows.add(List.of("model", MarkdownTable.code("pipelines/" + model.file())));
        return MarkdownTable.lines(List.of("", ""), rows);
    }

    private static String made(Entry entry) {
        return entry.origins().reads().stream()
                .map(relation -> MarkdownTable.code(relation.source()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<String> columns(Entry entry) {
        var rows = new ArrayList<List<String>>();
        for (CatalogColumn column : entry.table().columns()) {
            rows.add(
                    List.of(
                            MarkdownTable.code(column.name()),
                            type(column),
                            refers(entry, column),
                            entry.origin(column).map(MarkdownPage::from).orElse("the loader"),
                            MarkdownTable.prose(column.comment())));
        }
        return MarkdownTable.lines(List.of("column", "type", "refers to", "from", "meaning"), rows);
    }

    private static String type(CatalogColumn column) {
        String type = MarkdownTable.prose(column.type());
        return column.presence() == Presence.MAY_BE_NULL ? type + ", may be null" : type;
    }

    private static String refers(Entry entry, CatalogColumn column) {
        String key = column.role() == Role.PRIMARY_KEY ? "primary key" : "";
        return entry.reference(column)
                .map(to -> "[%s](#%s)".formatted(MarkdownTable.code(to.toString()), to.table()))
                .map(link -> key.isEmpty() ? link : key + ", " + link)
                .orElse(key);
    }

    private static String from(Origin origin) {
        return switch (origin) {
            case Origin.Plain plain -> MarkdownTable.code(plain.source().toString());
            case Origin.Computed computed -> computed(computed);
            case Origin.Unclear unclear -> "unclear: " + MarkdownTable.prose(unclear.why());
        };
    }

    private static String computed(Origin.Computed computed) {
        String sql =
                computed.sql().length() > EXPRESSION_CHARACTERS_MAX
                        ? "an expression"
                        : MarkdownTable.code(computed.sql());
        return computed.sources().isEmpty()
                ? sql
                : computed.sources().stream()
                        .map(source -> MarkdownTable.code(source.toString()))
                        .collect(Collectors.joining(", ", "", ", by " + sql));
    }

    /// The columns that a companion shares with its fact are not said again.
    private static List<String> companion(Entry entry, CatalogTable companion) {
        List<CatalogColumn> own =
                companion.form() == CatalogTable.Form.TABLE
                        ? companion.columns()
                        : companion.columns().stream()
                                .filter(column -> !entry.table().has(column.name()))
                                .toList();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("### " + companion.name());
        lines.addAll(paragraph(MarkdownTable.prose(companion.comment())));
        if (own.size() < companion.columns().size()) {
            lines.addAll(
                    paragraph(
                            "A view with the columns of %s%s"
                                    .formatted(
                                            MarkdownTable.code(entry.table().name()),
                                            own.isEmpty() ? "." : ", and:")));
        }
        lines.addAll(plainColumns(own));
        return lines;
    }

    private List<String> others() {
        var lines = new ArrayList<String>();
        for (CatalogTable table : dictionary.others()) {
            lines.add("");
            lines.add("## " + table.name());
            lines.addAll(paragraph(MarkdownTable.prose(table.comment())));
            lines.addAll(paragraph("No model fills it."));
            lines.addAll(plainColumns(table.columns()));
        }
        return lines;
    }

    private static List<String> plainColumns(List<CatalogColumn> columns) {
        var rows = new ArrayList<List<String>>();
        for (CatalogColumn column : columns) {
            rows.add(
                    List.of(
                            MarkdownTable.code(column.name()),
                            type(column),
                            MarkdownTable.prose(column.comment())));
        }
        return MarkdownTable.lines(List.of("column", "type", "meaning"), rows);
    }

    private static List<String> paragraph(String text) {
        return text.isEmpty() ? List.of() : List.of("", text);
    }
}
