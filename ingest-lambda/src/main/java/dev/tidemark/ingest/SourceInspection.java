package dev.tidemark.ingest;

import dev.tidemark.failure.Problems;
import dev.tidemark.ingest.catalog.Catalog;
import dev.tidemark.ingest.catalog.PastRuns;
import dev.tidemark.ingest.catalog.Selection;
import dev.tidemark.ingest.catalog.SourceNotices;
import dev.tidemark.ingest.catalog.SourceTable;
import dev.tidemark.ingest.source.Look;
import dev.tidemark.ingest.source.Source;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.ingest.source.Visit;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Identifier;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.RefusedLogin;
import dev.tidemark.run.Deadline;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.IngestedTable.Mode;
import dev.tidemark.runlog.RunLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks at the source as ingest would see it, and reads no row.
///
/// @param runs those so far, if they are known
/// @param problems hears of everything that would stop an ingest
public record SourceInspection(
        Pipeline pipeline, Login login, Optional<RunLog<IngestLog>> runs, Problems problems) {

    private static final Duration TIME_MAX = Duration.ofMinutes(1);

    /// What the source looked like.
    ///
    /// @param tables those that are followed, without their rows
    public record Found(List<IngestedTable> tables, List<String> notices) {
        public Found {
            tables = List.copyOf(tables);
            notices = List.copyOf(notices);
        }
    }

    /// Empty if the source cannot be looked at.
    public Optional<Found> inspect() {
        return problems.attempt(this::found);
    }

    private Found found() {
        var source = new Source(login, Steps.UNDISTURBED);
        try (Visit visit =
                new RefusedLogin(role())
                        .explain(() -> source.visit(Deadline.none().atMost(TIME_MAX)))) {
            Look look = visit.look();
            PastRuns past =
                    runs.map(log -> PastRuns.of(pipeline, log.newest(), log))
                            .orElseGet(PastRuns::none);
            Catalog catalog = visit.inspect(Selection.of(pipeline, table -> false, past), problems);
            return new Found(
                    catalog.tables().stream().map(SourceInspection::described).toList(),
                    new SourceNotices(pipeline, past.newest()).of(look.identity(), catalog));
        }
    }

    /// The SQL that makes the role that reads: it needs nothing else.
    private String role() {
        String role = Identifier.quote(login.url().user());
        return """
               create role %1$s login password '…';
               grant connect on database %2$s to %1$s;
               """
                        .formatted(role, Identifier.quote(login.url().database()))
                + pipeline.source().schemas().stream()
                        .map(Identifier::quote)
                        .map(
                                schema ->
                                        """
                                        grant usage on schema %1$s to %2$s;
                                        grant select on all tables in schema %1$s to %2$s;
                                        alter default privileges in schema %1$s grant select on tables to %2$s;"""
                                                .formatted(schema, role))
                        .collect(Collectors.joining("\n"));
    }

    private static IngestedTable described(SourceTable table) {
        return new IngestedTable(
                table.name(),
                Mode.FULL,
                table.fingerprint(),
                table.described(),
                table.key(),
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
