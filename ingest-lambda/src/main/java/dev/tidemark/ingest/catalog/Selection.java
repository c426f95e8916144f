package dev.tidemark.ingest.catalog;

import dev.tidemark.column.Columns;
import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.ingest.catalog.FoundTable.Access;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.runlog.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which tables of the source a pipeline follows, and the refusal of those that cannot be.
///
/// @param pipeline its name, for messages
/// @param leftOut tables left out of this run by command: nothing is asked of them
public record Selection(
        String pipeline, SourceSettings settings, Predicate<TableName> leftOut, PastRuns past) {

    /// What a pipeline follows, given what it followed so far.
    public static Selection of(Pipeline pipeline, Predicate<TableName> leftOut, PastRuns past) {
        return new Selection(pipeline.name(), pipeline.source(), leftOut, past);
    }

    /// The catalog as the connection sees it now.
    ///
    /// @param user who reads, for the GRANT that messages show
    public Catalog read(Connection connection, String user) throws SQLException {
        var problems = new Problems();
        Catalog catalog = read(connection, user, problems);
        problems.throwFirst();
        return catalog;
    }

    /// The same, with tables that cannot be followed as they are.
    ///
    /// @param problems hears of everything that keeps a run from following them
    public Catalog read(Connection connection, String user, Problems problems) throws SQLException {
        List<String> known = CatalogReader.schemas(connection);
        names().requireSchemas(known, problems);
        return settings.schemas().stream().noneMatch(known::contains)
                ? new Catalog(List.of(), List.of(), List.of())
                : of(CatalogReader.read(connection, settings.schemas()), user, problems);
    }

    private Catalog of(List<FoundTable> found, String user, Problems problems) {
        // Where there is no table at all, the names of some are not what is wrong.
        List<String> notices = found.isEmpty() ? List.of() : names().noticesOf(found, problems);
        List<FoundTable> included =
                found.stream()
                        .filter(t -> !settings.excludes(t.name().schema(), t.name().table()))
                        .toList();
        requireSome(included, problems);
        List<FoundTable> followed = included.stream().filter(t -> !leftOut.test(t.name())).toList();
        requireReadable(followed, user, problems);
        requireKeys(followed, problems);
        return new Catalog(
                followed.stream().map(this::table).toList(),
                included.stream().map(FoundTable::name).filter(leftOut).toList(),
                notices);
    }

    private SettingsNames names() {
        return new SettingsNames(pipeline, settings, past);
    }

    private SourceTable table(FoundTable found) {
        return new SourceTable(
                found.oid(),
                found.name(),
                found.kind(),
                found.leaves(),
                Columns.of(found.columns().stream().map(FoundColumn::column).toList()),
                found.key(),
                Fingerprint.of(found));
    }

    private void requireReadable(List<FoundTable> followed, String user, Problems problems) {
        List<FoundTable> closed = with(followed, Access.NO_SELECT, Access.NO_USAGE, Access.NONE);
        if (!closed.isEmpty()) {
            problems.add(
                    TerminalFailure.world(
                            "the user `%s` may not read %s: a run holds every table that is not excluded, also those that no model reads, so nothing is read"
                                    .formatted(user, names(closed)),
                            "%s or exclude %s in %s/pipeline.yaml"
                                    .formatted(
                                            grants(closed, Identifier.quoteIfNeeded(user)),
                                            closed.size() == 1 ? "it" : "them",
                                            pipeline)));
        }
        List<FoundTable> filtered = with(followed, Access.FILTERED);
        if (!filtered.isEmpty()) {
            problems.add(
                    TerminalFailure.world(
                            "row-level security hides rows of %s from the user `%s`: they would look deleted"
                                    .formatted(names(filtered), user),
                            "ALTER ROLE %s BYPASSRLS; or exclude %s in %s/pipeline.yaml"
                                    .formatted(
                                            Identifier.quoteIfNeeded(user),
                                            filtered.size() == 1 ? "it" : "them",
                                            pipeline)));
        }
    }

    /// Those that are missing, and no other.
    private static String grants(List<FoundTable> closed, String role) {
        List<FoundTable> outside = with(closed, Access.NO_USAGE, Access.NONE);
        List<FoundTable> unread = with(closed, Access.NO_SELECT, Access.NONE);
        String usage =
                outside.isEmpty()
                        ? ""
                        : "GRANT USAGE ON SCHEMA %s TO %s; "
                                .formatted(
                                        sql(outside, t -> Identifier.quoteIfNeeded(t.schema())),
                                        role);
        String select =
                unread.isEmpty()
                        ? ""
                        : "GRANT SELECT ON %s TO %s; "
                                .formatted(sql(unread, Selection::quoted), role);
        return (usage + select).strip();
    }

    private void requireSome(List<FoundTable> included, Problems problems) {
        if (included.isEmpty()) {
            problems.add(
                    refused(
                            "the source has no table to follow in schema %s"
                                    .formatted(String.join(", ", settings.schemas())),
                            "correct source.schemas in %s/pipeline.yaml, or TIDEMARK_SOURCE_URL"
                                    .formatted(pipeline)));
        }
    }

    private void requireKeys(List<FoundTable> followed, Problems problems) {
        for (FoundTable table : followed) {
            if (!table.foreignLeaves().isEmpty()) {
                problems.add(
                        refused(
                                "table %s has partitions in another database (%s), whose changes do not show"
                                        .formatted(
                                                table.name(),
                                                String.join(", ", table.foreignLeaves())),
                                exclude(table)));
            }
            if (table.key().isEmpty()) {
                problems.add(
                        refused(
                                "table %s has no primary key, so its rows cannot be told apart"
                                        .formatted(table.name()),
                                "ALTER TABLE %s ADD PRIMARY KEY (…); or %s"
                                        .formatted(quoted(table.name()), exclude(table))));
            }
        }
    }

    private String exclude(FoundTable table) {
        return "add `%s` to source.exclude in %s/pipeline.yaml".formatted(table.name(), pipeline);
    }

    private static List<FoundTable> with(List<FoundTable> tables, Access... accesses) {
        return tables.stream().filter(t -> List.of(accesses).contains(t.access())).toList();
    }

    private static String names(List<FoundTable> tables) {
        return tables.stream().map(t -> t.name().toString()).collect(Collectors.joining(", "));
    }

    private static String sql(List<FoundTable> tables, Function<TableName, String> part) {
        return tables.stream()
                .map(t -> part.apply(t.name()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String quoted(TableName table) {
        return Identifier.quoteIfNeeded(table.schema())
                + "."
                + Identifier.quoteIfNeeded(table.table());
    }

    private static TerminalFailure refused(String what, String fix) {
        return TerminalFailure.configuration(what, fix);
    }
}
