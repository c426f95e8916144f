package dev.tidemark.process.state;

import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.process.state.SourceTable.Change;
import dev.tidemark.process.state.SourceTable.Presence;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Decides for each source table what a run does to it.
public final class SourceTables {

    private final SourceSettings settings;
    private final Optional<ProcessLog> previous;
    private final Predicate<TableName> skipped;

    /// @param skipped tables that this run leaves out by command
    public SourceTables(
            SourceSettings settings, Optional<ProcessLog> previous, Predicate<TableName> skipped) {
        this.settings = settings;
        this.previous = previous;
        this.skipped = skipped;
    }

    /// @param upstream all tables of a run
    public List<SourceTable> in(List<IngestedTable> upstream) {
        requireKnownPrivateTables(upstream);
        List<SourceTable> tables = new ArrayList<>();
        upstream.forEach(table -> tables.add(table(table)));
        previous.map(ProcessLog::state).orElse(List.of()).stream()
                .filter(state -> upstream.stream().noneMatch(of -> of.name().equals(state.name())))
                .forEach(state -> tables.add(absent(state)));
        return tables;
    }

    private SourceTable table(IngestedTable table) {
        TableName name = table.name();
        Optional<StateTable> former = previous.flatMap(log -> log.state(name));
        Set<String> privates = settings.privateColumns(name.schema(), name.table());
        List<TableColumn> visible =
                table.columns().stream()
                        .filter(column -> !privates.contains(column.name()))
                        .toList();
        requirePrivateColumns(table, privates);
        Change change = change(table, visible, former);
        boolean ofFormer = change == Change.STALE || table.mode() == IngestedTable.Mode.GONE;
        return new SourceTable(
                name,
                presence(table),
                ofFormer ? former.map(StateTable::columns).orElse(visible) : visible,
                ofFormer ? former.map(StateTable::key).orElse(table.key()) : table.key(),
                privates,
                change,
                former,
                table.files(),
                table.deletedFiles());
    }

    private Presence presence(IngestedTable table) {
        if (table.mode() == IngestedTable.Mode.GONE) {
            return Presence.GONE;
        }
        return settings.follows(table.name().schema(), table.name().table())
                ? Presence.FOLLOWED
                : Presence.EXCLUDED;
    }

    /// A misspelt name would let the column out.
    private void requireKnownPrivateTables(List<IngestedTable> upstream) {
        List<TableName> known =
                Stream.concat(
                                upstream.stream().map(IngestedTable::name),
                                previous.map(ProcessLog::state).orElse(List.of()).stream()
                                        .map(StateTable::name))
                        .toList();
        for (String named : settings.privateColumns().keySet()) {
            if (known.stream().noneMatch(table -> table.isCalled(named))) {
                throw TerminalFailure.configuration(
                        "pipeline.yaml, source.private names the unknown table `%s`"
                                .formatted(named),
                        NearestName.hint(named, TableName.spelledLike(named, known)));
            }
        }
    }

    private static void requirePrivateColumns(IngestedTable table, Set<String> privates) {
        List<String> known = table.columns().stream().map(TableColumn::name).toList();
        for (String column : privates) {
            if (table.mode() != IngestedTable.Mode.GONE
                    && !known.isEmpty()
                    && !known.contains(column)) {
                throw TerminalFailure.configuration(
                        "pipeline.yaml, source.private names the unknown column `%s` of %s"
                                .formatted(column, table.name()),
                        NearestName.hint(column, known));
            }
            if (table.key().contains(column)) {
                throw TerminalFailure.configuration(
                        "pipeline.yaml, source.private names `%s`, a part of the key of %s: without it no row could be followed"
                                .formatted(column, table.name()),
                        "take it from the list, or exclude the table");
            }
        }
    }

    /// A table that is gone cannot be left out: no full read of it would ever come.
    private Change change(
            IngestedTable table, List<TableColumn> visible, Optional<StateTable> former) {
        if (table.mode() != IngestedTable.Mode.GONE && skipped.test(table.name())) {
            return Change.STALE;
        }
        return switch (table.mode()) {
            case FULL, GONE -> Change.WHOLE;
            case SKIPPED -> Change.STALE;
            case DELTA -> follows(visible, former) ? Change.DELTA : Change.STALE;
            case UNCHANGED -> follows(visible, former) ? Change.NONE : Change.STALE;
        };
    }

    /// A state that lacks a column which models may see from now on cannot be completed by a delta.
    private static boolean follows(List<TableColumn> visible, Optional<StateTable> former) {
        return former.isPresent()
                && !former.get().stale()
                && visible.stream().allMatch(column -> has(former.get(), column));
    }

    /// Whether a column takes nulls changes no row that is there.
    private static boolean has(StateTable state, TableColumn wanted) {
        return state.columns().stream()
                .anyMatch(
                        column ->
                                column.name().equals(wanted.name())
                                        && column.type().equals(wanted.type()));
    }

    /// A table that left the source stays known, so that models which read it can still be bound.
    /// If it waits for a full read, having no rows is what it waits for.
    private static SourceTable absent(StateTable state) {
        return new SourceTable(
                state.name(),
                Presence.ABSENT,
                state.columns(),
                state.key(),
                Set.of(),
                state.stale() ? Change.WHOLE : Change.NONE,
                Optional.of(state),
                List.of(),
                List.of());
    }
}
