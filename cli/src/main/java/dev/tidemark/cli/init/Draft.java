package dev.tidemark.cli.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The files of a first pipeline, by their names in its folder.
record Draft(String pipeline, Sketch sketch) {

    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pipeline.yaml", yaml());
        sketch.models()
                .forEach(
                        model ->
                                files.put(
                                        "models/%s.sql".formatted(model.name()), model.modelSql()));
        files.put("warehouse/V1__tables.sql", migration());
        return files;
    }

    /// The schema of the warehouse, apart from those of other pipelines.
    String schema() {
        return Drafting.schema(pipeline);
    }

    private String yaml() {
        return """
        # A first draft, made from the tables of the source. It runs as it is; pipelines/README.md has every key.
        source:
          schemas: [%s]
        %s%sdeletes:                               # a run that would delete more than both of these stops and asks
          max_share: 0.3                       # share of a table's rows
          min_rows: 1000                       # rows
        warehouse:
          schema: %s
        """
                .formatted(yaml(sketch.schemas()), exclude(), privates(), Names.yaml(schema()));
    }

    private static String yaml(List<String> names) {
        return names.stream().map(Names::yaml).collect(Collectors.joining(", "));
    }

    private String exclude() {
        return sketch.leftOut().isEmpty()
                ? ""
                : sketch.leftOut().stream()
                        .map(
                                left ->
                                        "    # It %s\n    - %s\n"
                                                .formatted(
                                                        Names.line(left.why()),
                                                        Names.yaml(nameOf(left.table()))))
                        .collect(Collectors.joining("", "  exclude:\n", ""));
    }

    private String nameOf(FoundTable table) {
        return sketch.schemas().size() == 1 ? table.name().table() : table.name().toString();
    }

    /// A suggestion: what is private is for people to say.
    private String privates() {
        String suggested =
                sketch.models().stream()
                        .map(SketchedModel::table)
                        .filter(table -> !privates(table).isEmpty())
                        .map(
                                table ->
                                        "  #   %s: [%s]\n"
                                                .formatted(
                                                        Names.yaml(nameOf(table)),
                                                        yaml(privates(table))))
                        .collect(Collectors.joining());
        return suggested.isEmpty()
                ? ""
                : """
                  # These columns look private. To keep them from models and warehouse, uncomment what is private and take it
                  # out of models/ and warehouse/ before the first run.
                  # private:
                %s"""
                        .formatted(suggested);
    }

    private static List<String> privates(FoundTable table) {
        return table.columns().stream()
                .filter(column -> column.looksPrivate() && !table.key().contains(column.name()))
                .map(FoundColumn::name)
                .toList();
    }

    private String migration() {
        return """
        -- The tables of pipeline %1$s. Names carry no schema: the migration runs in the one that pipeline.yaml names.
        -- A row that left the source stays, marked by deleted_run: rows of today are those with deleted_run null.
        -- Until the first run, edit this file freely. Afterwards it stays as it is: write V2__….sql for what changes.
        set local lock_timeout = '5s';

        %2$s
        -- To let people read, as somebody who may create roles, and give out logins "in role %3$s_analyst":
        --   create role %3$s_analyst nologin;
        -- Then write  analysts: %3$s_analyst  under `warehouse` in pipeline.yaml: each load lets it read all that is here by then.
        """
                .formatted(
                        pipeline,
                        sketch.models().stream()
                                .map(SketchedModel::tableSql)
                                .collect(Collectors.joining("\n")),
                        schema());
    }
}
