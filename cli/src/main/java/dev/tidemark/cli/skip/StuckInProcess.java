package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.process.Wiring;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.TableName;
import java.util.Optional;
import java.util.Set;

/// A run that the models cannot take: they leave the tables out until these come in full, which the
/// stage itself asks ingest for.
record StuckInProcess(Workplace workplace, RunNumber run, RunNumber newest) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        Set<TableName> names = TablesOfRun.named(workplace.ingested().require(run), tables);
        Wiring.processing(workplace.environment(), Progress.SILENT).skip(run, tables, reason);
        return "process left %s out of run %s; the next run reads them in full"
                .formatted(TablesOfRun.text(names), run);
    }

    @Override
    public Optional<String> meanwhile(RunNumber last) {
        return StuckRun.without(last, newest);
    }
}
