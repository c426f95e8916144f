package dev.tidemark.process.state;

import dev.tidemark.lake.DataFiles;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.engine.WorkFolder;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import java.util.List;
import java.util.Optional;

/// Writes the whole state of a table anew whenever a run changes it. A table that does not change
/// keeps the files of earlier runs.
public record RewrittenState(
        Session session, WorkFolder work, DataFiles processed, Delta delta, StateFiles files)
        implements CurrentState {

    @Override
    public StateTable after(SourceTable table) {
        return switch (table.change()) {
            case NONE -> kept(table, table.former().orElseThrow());
            case STALE -> stale(table);
            case WHOLE -> written(table, delta.rows(table));
            case DELTA -> written(table, merged(table));
        };
    }

    @Override
    public String select(SourceTable table, Optional<StateTable> state) {
        return state.map(
                        of ->
                                FileRelation.select(
                                        visible(table, of), work.fetch(processed, of.files())))
                .orElseGet(() -> FileRelation.select(table.columns(), List.of()));
    }

    private static List<TableColumn> visible(SourceTable table, StateTable state) {
        return state.columns().stream()
                .filter(column -> !table.privateColumns().contains(column.name()))
                .toList();
    }

    private String merged(SourceTable table) {
        return "select %s from %s anti join %s using (%s) union all %s"
                .formatted(
                        Sql.identifiers(table.columns().stream().map(TableColumn::name).toList()),
                        Sql.nested(select(table, table.former())),
                        Sql.nested(delta.keys(table)),
                        Sql.identifiers(table.key()),
                        delta.rows(table));
    }

    private StateTable written(SourceTable table, String select) {
        return new StateTable(
                table.name(),
                table.columns(),
                table.key(),
                false,
                files.add(table.name(), session.write(select, List.of(), work.newFolder())));
    }

    private static StateTable kept(SourceTable table, StateTable former) {
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
