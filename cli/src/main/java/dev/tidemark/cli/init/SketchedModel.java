package dev.tidemark.cli.init;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One table of the source and the table of the warehouse that follows it.
record SketchedModel(String name, FoundTable table) {

    /// The column that the loader keeps in every table of its own.
    private static final String DELETED_RUN = "deleted_run";

    /// What a column is called in the warehouse: a name that the loader needs is the loader's.
    String nameOf(String column) {
        String name = column;
        while (name.equalsIgnoreCase(DELETED_RUN) || (!name.equals(column) && isTaken(name))) {
            name = "source_" + name;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    /// `models/<name>.sql`.
    String modelSql() {
        return """
        /*
        kind: dimension
        key: [%s]
        # A change overwrites the row (type one). To keep every version (type two), make a fact of it: pipelines/README.md.
        history: latest
        # A run in which one of these does not hold is not published. Where a column names a row of another model, add
        #   - refers: {column: dim_other.key}
        checks:
          - not_null: [%s]
        %s*/
        -- To leave a column out, delete its line here, and before the first run in warehouse/V1__tables.sql.
        %sselect
            %s
        from current.%s
        """
                .formatted(
                        yaml(table.key()),
                        yaml(required()),
                        Stream.concat(Stream.of(table.key()), table.keys().stream())
                                .map(key -> "  - unique: [%s]\n".formatted(yaml(key)))
                                .distinct()
                                .collect(Collectors.joining()),
                        notes(),
                        table.columns().stream()
                                .map(this::selected)
                                .collect(Collectors.joining(",\n    ")),
                        Names.sql(table.name().table()));
    }

    private List<String> required() {
        return table.columns().stream()
                .filter(column -> column.required() || table.key().contains(column.name()))
                .map(FoundColumn::name)
                .toList();
    }

    private String yaml(List<String> columns) {
        return columns.stream()
                .map(this::nameOf)
                .map(Names::yaml)
                .collect(Collectors.joining(", "));
    }

    private String notes() {
        return table.columns().stream()
                .filter(FoundColumn::travelsAsText)
                .map(
                        column ->
                                "-- %s is %s in the source and a text here.\n"
                                        .formatted(
                                                Names.line(column.name()),
                                                Names.line(column.spelled())))
                .collect(Collectors.joining());
    }

    private String selected(FoundColumn column) {
        String name = nameOf(column.name());
        return name.equals(column.name())
                ? Names.sql(name)
                : Names.sql(column.name()) + " as " + Names.sql(name);
    }

    /// Its `create table` with all comments.
    String tableSql() {
        String table = Names.migration(name);
        return """
        create table %s (
        %s
            deleted_run bigint,
            primary key (%s)
        );
        %s
        """
                .formatted(
                        table,
                        table().columns().stream()
                                .map(this::defined)
                                .collect(Collectors.joining("\n")),
                        table().key().stream()
                                .map(this::nameOf)
                                .map(Names::migration)
                                .collect(Collectors.joining(", ")),
                        comments(table));
    }

    private String defined(FoundColumn column) {
        return "    %s %s%s,"
                .formatted(
                        Names.migration(nameOf(column.name())),
                        column.warehouseType(),
                        column.required() ? " not null" : "");
    }

    private String comments(String name) {
        return Stream.concat(
                        Stream.of(
                                "comment on table %s is %s;"
                                        .formatted(name, Names.literal(described()))),
                        Stream.concat(
                                table.columns().stream().map(column -> comment(name, column)),
                                Stream.of(
                                        "comment on column %s.deleted_run is 'Run in which the row left the source; null while it is there.';"
                                                .formatted(name))))
                .collect(Collectors.joining("\n"));
    }

    private String comment(String name, FoundColumn column) {
        String origin = "Source: %s.%s.".formatted(table.name().table(), column.name());
        return "comment on column %s.%s is %s;"
                .formatted(
                        name,
                        Names.migration(nameOf(column.name())),
                        Names.literal(
                                column.comment().map(said -> said + " " + origin).orElse(origin)));
    }

    private String described() {
        String origin = "Rows of %s as they are now.".formatted(table.name());
        return table.comment().map(said -> said + " " + origin).orElse(origin);
    }
}
