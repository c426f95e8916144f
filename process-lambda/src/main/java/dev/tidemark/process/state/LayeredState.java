package dev.tidemark.process.state;

import dev.tidemark.lake.DataFile;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.engine.WorkFolder;
import dev.tidemark.process.state.Layers.Layer;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Keeps a table as a base and the deltas since, like an LSM tree, so that what a run writes follows
/// its delta and not the table. Deltas of about the same size are folded into a larger one; deltas
/// that together weigh much are merged into a new base. A table that does not change keeps the files
/// of earlier runs.
public record LayeredState(
        Session session, WorkFolder work, DataFiles processed, Delta delta, StateFiles files)
        implements CurrentState {

    /// No column of Postgres is likely to have this name.
    private static final String LAYER = Sql.identifier("layer of the state");

    @Override
    public StateTable after(SourceTable table) {
        return switch (table.change()) {
            case NONE -> unchanged(table, table.former().orElseThrow());
            case STALE -> stale(table);
            case WHOLE -> state(table, broughtRows(table));
            case DELTA -> state(table, followed(table, table.former().orElseThrow()));
        };
    }

    @Override
    public String select(SourceTable table, Optional<StateTable> state) {
        return state.map(of -> select(visible(table, of), of.key(), Layers.of(of.files())))
                .orElseGet(() -> FileRelation.select(table.columns(), List.of()));
    }

    @Override
    public String selectFormer(SourceTable table, String keys) {
        return "select * from %s semi join %s using (%s)"
                .formatted(
                        Sql.nested(select(table, table.former())),
                        Sql.nested(keys),
                        Sql.identifiers(table.key()));
    }

    private List<DataFile> followed(SourceTable table, StateTable former) {
        Layers layers = Layers.of(former.files());
        if (!layers.bears(table.changedRows())) {
            return rows(table, merged(table));
        }
        List<Layer> newest = layers.foldedWith(table.changedRows());
        List<DataFile> followed = new ArrayList<>(former.files());
        newest.forEach(layer -> followed.removeAll(layer.files()));
        if (newest.isEmpty()) {
            followed.addAll(broughtRows(table));
            followed.addAll(files.add(table.name(), Layers.DELETED, delta.deletedFiles(table)));
        } else {
            followed.addAll(folded(table, newest));
        }
        return followed;
    }

    /// Base, deltas and the run's own delta in one.
    private String merged(SourceTable table) {
        return "select %s from %s anti join %s using (%s) union all %s"
                .formatted(
                        names(table.columns()),
                        Sql.nested(select(table, table.former())),
                        Sql.nested(delta.keys(table)),
                        Sql.identifiers(table.key()),
                        delta.rows(table));
    }

    /// Newest deltas and the run's own in one. Keys of rows that are there again are not deleted.
    private List<DataFile> folded(SourceTable table, List<Layer> layers) {
        String key = Sql.identifiers(table.key());
        String former = later(table.columns(), table.key(), layers);
        String rows =
                "select %s from %s anti join %s using (%s) union all %s"
                        .formatted(
                                names(table.columns()),
                                Sql.nested(former),
                                Sql.nested(delta.keys(table)),
                                key,
                                delta.rows(table));
        String deleted =
                "(select %s from %s union select %s from %s) except select %s from %s"
                        .formatted(
                                key,
                                Sql.nested(layerKeys(table.keyColumns(), table.key(), layers)),
                                key,
                                Sql.nested(delta.deletedKeys(table)),
                                key,
                                Sql.nested(rows));
        List<DataFile> folded = new ArrayList<>(rows(table, rows));
        folded.addAll(deleted(table, deleted));
        return folded;
    }

    private String select(List<TableColumn> columns, List<String> key, Layers layers) {
        String base = relation(columns, layers.base());
        if (layers.later().isEmpty()) {
            return base;
        }
        return "select %s from %s anti join %s using (%s) union all %s"
                .formatted(
                        names(columns),
                        Sql.nested(base),
                        Sql.nested(layerKeys(keyColumns(columns, key), key, layers.later())),
                        Sql.identifiers(key),
                        later(columns, key, layers.later()));
    }

    /// The rows of the deltas, each key's newest.
    private String later(List<TableColumn> columns, List<String> key, List<Layer> layers) {
        return "select %s from %s semi join %s using (%s, %s)"
                .formatted(
                        names(columns),
                        Sql.nested(
                                union(layers, layer -> relation(columns, layer.rows()), columns)),
                        Sql.nested(layerKeys(keyColumns(columns, key), key, layers)),
                        Sql.identifiers(key),
                        LAYER);
    }

    /// Every key of the deltas, with the newest layer that knows it.
    private String layerKeys(List<TableColumn> columns, List<String> key, List<Layer> layers) {
        String list = Sql.identifiers(key);
        return "select %s, max(%s) as %s from %s group by %s"
                .formatted(
                        list,
                        LAYER,
                        LAYER,
                        Sql.nested(union(layers, layer -> keys(columns, layer), columns)),
                        list);
    }

    private String keys(List<TableColumn> columns, Layer layer) {
        return relation(columns, layer.rows()) + " union all " + relation(columns, layer.deleted());
    }

    private static String union(
            List<Layer> layers, Function<Layer, String> select, List<TableColumn> columns) {
        List<String> parts = new ArrayList<>();
        for (Layer layer : layers) {
            parts.add(
                    "select %s, %d as %s from %s"
                            .formatted(
                                    names(columns),
                                    parts.size(),
                                    LAYER,
                                    Sql.nested(select.apply(layer))));
        }
        return String.join(" union all ", parts);
    }

    private String relation(List<TableColumn> columns, List<DataFile> of) {
        return FileRelation.select(columns, work.fetch(processed, of));
    }

    private static String names(List<TableColumn> columns) {
        return Sql.identifiers(columns.stream().map(TableColumn::name).toList());
    }

    private static List<TableColumn> keyColumns(List<TableColumn> columns, List<String> key) {
        return columns.stream().filter(column -> key.contains(column.name())).toList();
    }

    private static List<TableColumn> visible(SourceTable table, StateTable state) {
        return state.columns().stream()
                .filter(column -> !table.privateColumns().contains(column.name()))
                .toList();
    }

    private List<DataFile> rows(SourceTable table, String select) {
        return files.add(table.name(), "", session.write(select, List.of(), work.newFolder()));
    }

    /// The rows of the run. Only private columns are a reason to write them anew.
    private List<DataFile> broughtRows(SourceTable table) {
        return table.privateColumns().isEmpty()
                ? files.add(table.name(), "", delta.rowFiles(table))
                : rows(table, delta.rows(table));
    }

    private List<DataFile> deleted(SourceTable table, String select) {
        return files.add(
                table.name(), Layers.DELETED, session.write(select, List.of(), work.newFolder()));
    }

    private static StateTable state(SourceTable table, List<DataFile> files) {
        return new StateTable(table.name(), table.columns(), table.key(), false, files);
    }

    private static StateTable unchanged(SourceTable table, StateTable former) {
        return new StateTable(
                former.name(),
                visible(table, former),
                former.key(),
                former.stale(),
                former.files());
    }

    private static StateTable stale(SourceTable table) {
        return new StateTable(
                table.name(),
                table.columns(),
                table.key(),
                true,
                table.former().map(StateTable::files).orElse(List.of()));
    }
}
