package dev.tidemark.cli.check;

import dev.tidemark.cli.console.Text;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.load.WarehouseInspection;
import dev.tidemark.pipeline.DraftPipeline;
import dev.tidemark.pipeline.DraftPipeline.Section;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.Logins;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.RunLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Looks at the warehouse, where the environment names one.
///
/// @param processed the runs of the processed zone; empty where they cannot be read
/// @param asked the models of which all rows come with the next run
record WarehouseCheck(
        DraftPipeline draft,
        Environment environment,
        Optional<RunLog<ProcessLog>> processed,
        Set<String> asked,
        Consumer<Finding> findings) {

    /// @param models as the next run would make them
    void look(List<ProcessedModel> models) {
        if (environment.optional(Environment.WAREHOUSE_URL).isEmpty()
                && environment.optional(Environment.WAREHOUSE_SECRET).isEmpty()) {
            findings.accept(
                    Finding.notLookedAt(Area.WAREHOUSE, Environment.WAREHOUSE_URL + " is not set"));
            return;
        }
        if (!draft.knows(Section.WAREHOUSE)) {
            findings.accept(
                    new LoginCheck(Area.WAREHOUSE, () -> Logins.warehouse(environment))
                            .look(Section.WAREHOUSE));
            return;
        }
        var problems = new Problems();
        Optional<Login> loader = problems.attempt(() -> Logins.warehouse(environment));
        Optional<Login> owner =
                problems.attempt(() -> Logins.migration(environment)).flatMap(found -> found);
        Optional<WarehouseInspection.Found> found =
                loader.flatMap(login -> inspect(login, owner.orElse(login), models, problems));
        findings.accept(
                Finding.of(Area.WAREHOUSE, said(loader, found), problems.found())
                        .noting(found.map(WarehouseInspection.Found::notices).orElse(List.of())));
    }

    private Optional<WarehouseInspection.Found> inspect(
            Login loader, Login owner, List<ProcessedModel> models, Problems problems) {
        return new WarehouseInspection(draft.pipeline(), loader, owner, processed, asked, problems)
                .inspect(models);
    }

    private static String said(Optional<Login> login, Optional<WarehouseInspection.Found> found) {
        String place = login.map(to -> to.url().place()).orElse(Environment.WAREHOUSE_URL);
        return found.map(
                        of ->
                                place
                                        + (of.pending().isEmpty()
                                                ? ", no migration pending"
                                                : ": "
                                                        + Text.count(
                                                                of.pending().size(),
                                                                "migration",
                                                                "migrations")
                                                        + " pending, tried and rolled back"))
                .orElse(place);
    }
}
