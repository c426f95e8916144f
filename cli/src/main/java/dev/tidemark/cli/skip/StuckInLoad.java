package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.Wiring;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.TableName;
import java.util.Set;

/// A run that the warehouse cannot take. It is loaded whole or not at all.
record StuckInLoad(Workplace workplace, RunNumber run) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        if (!tables.isEmpty()) {
            throw TerminalFailure.configuration(
                    "run %s is stuck in load, and a run is loaded whole or not at all"
                            .formatted(run),
                    "leave --table out");
        }
        Set<TableName> names = TablesOfRun.named(workplace.ingested().require(run), Set.of());
        Wiring.loading(workplace.environment(), Progress.SILENT).skip(run, reason);
        return "load left out run %s; %s"
                .formatted(run, FullRead.request(workplace, names, reason));
    }
}
