package dev.tidemark.cli.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.show.Found;
import dev.tidemark.cli.show.LakeReader.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run brought of a table: what `show` prints. Every value is the text that Postgres would
/// write, so that no reader rounds a number; a null is a null.
///
/// @param upserted the first rows
/// @param deleted the first keys that were deleted or left the model
public record ShowDocument(String pipeline, Found found, Rows upserted, Rows deleted) {

    public ObjectNode json() {
        ObjectNode document =
                Json.object()
                        .put("pipeline", pipeline)
                        .put("run", found.run().value())
                        .put("table", found.table())
                        .put("came", found.came())
                        .put("rows", found.rows())
                        .put("deleted", found.deleted());
        found.rowsInSource().ifPresent(rows -> document.put("rows_in_source", rows));
        document.put("place", found.place());
        ArrayNode columns = document.putArray("columns");
        found.columns()
                .forEach(
                        column ->
                                columns.addObject()
                                        .put("name", column.name())
                                        .put("type", column.type()));
        fill(document.putArray("data"), upserted);
        fill(document.putArray("deleted_keys"), deleted);
        return document;
    }

    private static void fill(ArrayNode array, Rows rows) {
        for (List<@Nullable String> row : rows.cells()) {
            ObjectNode node = array.addObject();
            for (int i = 0; i < row.size(); i++) {
                node.put(rows.columns().get(i), row.get(i));
            }
        }
    }
}
