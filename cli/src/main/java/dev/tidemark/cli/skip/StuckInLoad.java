package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.reload.Reload;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.load.Wiring;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.ProcessedModel;
import dev.tidemark.runlog.ProcessedModel.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run that the warehouse cannot take. It is loaded whole or not at all. What heals the warehouse
/// is asked for before the ledger leaves the run out: a command that dies in between is repeated.
record StuckInLoad(Workplace workplace, RunNumber run, RunNumber newest) implements StuckRun {

    @Override
    public String skip(Set<String> tables, String reason) {
        if (!tables.isEmpty()) {
            throw TerminalFailure.configuration(
                    "run %s is stuck in load, and a run is loaded whole or not at all"
                            .formatted(run),
                    "leave --table out");
        }
        List<String> models = modelsThatRan();
        if (!models.isEmpty()) {
            String why = "load left out run %s: %s".formatted(run, reason);
            new Reload(workplace, models, why).request();
        }
        Wiring.loading(workplace.environment(), Progress.SILENT).skip(run, reason);
        return "load left out run %s; %s"
                .formatted(
                        run,
                        models.isEmpty()
                                ? "it had changed no table"
                                : "the next run brings %s in full"
                                        .formatted(String.join(", ", models)));
    }

    @Override
    public Optional<String> meanwhile(RunNumber last) {
        return modelsThatRan().isEmpty() ? Optional.empty() : StuckRun.without(last, newest);
    }

    private List<String> modelsThatRan() {
        return workplace.processed().require(run).models().stream()
                .filter(model -> model.outcome() == Outcome.RAN)
                .map(ProcessedModel::name)
                .toList();
    }
}
