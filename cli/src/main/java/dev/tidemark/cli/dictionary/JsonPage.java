package dev.tidemark.cli.dictionary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cli.dictionary.CatalogColumn.Presence;
import dev.tidemark.cli.dictionary.CatalogColumn.Role;
import dev.tidemark.cli.document.Json;
import dev.tidemark.process.origin.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The dictionary for programs, such as a catalog.
public record JsonPage(Dictionary dictionary) {

    public String text() {
        ObjectNode root = Json.object();
        root.put("pipeline", dictionary.pipeline().name());
        root.put("schema", dictionary.pipeline().warehouse().schema());
        ArrayNode tables = root.putArray("tables");
        dictionary.entries().forEach(entry -> describe(tables.addObject(), entry));
        ArrayNode others = root.putArray("others");
        dictionary.others().forEach(table -> describe(others.addObject(), table));
        return root.toPrettyString();
    }

    private static void describe(ObjectNode node, Entry entry) {
        node.put("name", entry.table().name());
        node.put("kind", Words.of(entry.model().kind()));
        entry.model().grain().ifPresent(grain -> node.put("grain", grain));
        texts(node.putArray("key"), entry.model().key());
        node.put("history", entry.model().history().name().toLowerCase(Locale.ROOT));
        node.put("model", "pipelines/" + entry.model().file());
        node.put("comment", entry.table().comment());
        texts(
                node.putArray("made_of"),
                entry.origins().reads().stream().map(r -> r.source()).distinct().toList());
        ArrayNode columns = node.putArray("columns");
        for (CatalogColumn column : entry.table().columns()) {
            ObjectNode described = describe(columns.addObject(), column);
            entry.reference(column)
                    .ifPresent(
                            to ->
                                    described
                                            .putObject("refers_to")
                                            .put("table", to.table())
                                            .put("column", to.column()));
            describe(described.putObject("from"), entry.origin(column));
        }
        ArrayNode companions = node.putArray("companions");
        entry.companions().forEach(table -> describe(companions.addObject(), table));
    }

    private static void describe(ObjectNode node, Optional<Origin> origin) {
        if (origin.isEmpty()) {
            node.put("kind", "loader");
            return;
        }
        switch (origin.get()) {
            case Origin.Plain plain -> node.put("kind", "column");
            case Origin.Computed computed ->
                    node.put("kind", "expression").put("sql", computed.sql());
            case Origin.Unclear unclear -> node.put("kind", "unclear").put("why", unclear.why());
        }
        texts(
                node.putArray("columns"),
                origin.get().sources().stream().map(Object::toString).toList());
    }

    private static void describe(ObjectNode node, CatalogTable table) {
        node.put("name", table.name());
        node.put("form", table.form().name().toLowerCase(Locale.ROOT));
        node.put("comment", table.comment());
        ArrayNode columns = node.putArray("columns");
        table.columns().forEach(column -> describe(columns.addObject(), column));
    }

    private static ObjectNode describe(ObjectNode node, CatalogColumn column) {
        node.put("name", column.name()).put("type", column.type());
        if (column.presence() != Presence.UNTOLD) {
            node.put("may_be_null", column.presence() == Presence.MAY_BE_NULL);
        }
        return node.put("primary_key", column.role() == Role.PRIMARY_KEY)
                .put("comment", column.comment());
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        List.copyOf(texts).forEach(array::add);
    }
}
