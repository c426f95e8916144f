package dev.tidemark.cli.check;

import dev.tidemark.cli.console.Text;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.ingest.SourceInspection;
import dev.tidemark.pipeline.DraftPipeline;
import dev.tidemark.pipeline.DraftPipeline.Section;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.Logins;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.RunLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks at the source, where the environment names one.
record SourceCheck(
        DraftPipeline draft,
        Environment environment,
        Optional<RunLog<IngestLog>> runs,
        Consumer<Finding> findings) {

    /// The tables that are followed; empty if the source could not be looked at.
    Optional<List<IngestedTable>> tables() {
        if (environment.optional(Environment.SOURCE_URL).isEmpty()
                && environment.optional(Environment.SOURCE_SECRET).isEmpty()) {
            findings.accept(
                    Finding.notLookedAt(Area.SOURCE, Environment.SOURCE_URL + " is not set"));
            return Optional.empty();
        }
        if (!draft.knows(Section.SOURCE)) {
            findings.accept(
                    new LoginCheck(Area.SOURCE, () -> Logins.source(environment))
                            .look(Section.SOURCE));
            return Optional.empty();
        }
        var problems = new Problems();
        Optional<Login> login = problems.attempt(() -> Logins.source(environment));
        Optional<SourceInspection.Found> found =
                login.flatMap(
                        to -> new SourceInspection(draft.pipeline(), to, runs, problems).inspect());
        findings.accept(
                Finding.of(Area.SOURCE, said(login, found), problems.found())
                        .noting(found.map(SourceInspection.Found::notices).orElse(List.of())));
        return found.map(SourceInspection.Found::tables);
    }

    private static String said(Optional<Login> login, Optional<SourceInspection.Found> found) {
        String place = login.map(to -> to.url().place()).orElse(Environment.SOURCE_URL);
        return found.map(of -> place + ": " + Text.count(of.tables().size(), "table", "tables"))
                .orElse(place);
    }
}
