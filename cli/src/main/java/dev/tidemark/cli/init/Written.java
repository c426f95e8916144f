package dev.tidemark.cli.init;

import java.util.List;

/// What was written.
///
/// @param omitted tables that pipeline.yaml excludes
/// @param unfollowed what is no table
/// @param schema the schema of the warehouse
/// @param query one that shows rows after the first run
public record Written(
        List<Table> tables,
        List<Omitted> omitted,
        List<Omitted> unfollowed,
        String schema,
        String query) {

    public Written {
        tables = List.copyOf(tables);
        omitted = List.copyOf(omitted);
        unfollowed = List.copyOf(unfollowed);
    }

    /// A table that is followed, by the names of source and warehouse.
    public record Table(String source, List<String> key, int columns, String target) {
        public Table {
            key = List.copyOf(key);
        }
    }

    /// What is not followed.
    public record Omitted(String source, String why) {}

    static Written of(Draft draft, List<Unfollowed> unfollowed) {
        Sketch sketch = draft.sketch();
        return new Written(
                sketch.models().stream().map(Written::table).toList(),
                sketch.leftOut().stream()
                        .map(left -> new Omitted(left.table().name().toString(), left.why()))
                        .toList(),
                unfollowed.stream()
                        .map(found -> new Omitted(found.name().toString(), found.why()))
                        .toList(),
                draft.schema(),
                "select * from %s.%s where deleted_run is null limit 10;"
                        .formatted(
                                Names.sql(draft.schema()),
                                Names.sql(sketch.models().getFirst().name())));
    }

    private static Table table(SketchedModel model) {
        FoundTable table = model.table();
        return new Table(
                table.name().toString(), table.key(), table.columns().size(), model.name());
    }
}
