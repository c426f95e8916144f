package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.Creation;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.CompletionRequest;
import dev.tidemark.runlog.FullReadRequest;
import java.util.List;

/// Asks for a run that brings all rows of the models that the warehouse will miss something of.
record Completion(Workplace workplace, List<String> models, String reason) {

    private static final int TRIES_MAX = 3;

    /// The models are named before the run is asked for, so that the run is sure to see them. May be
    /// repeated.
    void request() {
        nameModels();
        askForARun();
    }

    /// Runs that were published meanwhile may not have seen the names.
    private void nameModels() {
        var request = new CompletionRequest(models, reason);
        RunNumber named;
        do {
            named = newestProcessed();
            request.layBeside(named, workplace.processedZone(), workplace.pipeline().name());
        } while (!newestProcessed().equals(named));
    }

    private RunNumber newestProcessed() {
        return workplace.history().newestProcessed().orElseThrow();
    }

    /// Whatever request lies there already brings a run.
    private void askForARun() {
        RunNumber newest = workplace.history().newestIngested().orElseThrow();
        var request = new FullReadRequest(List.of(), reason);
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Creation creation =
                    request.layBeside(
                            newest, workplace.ingestionZone(), workplace.pipeline().name());
            if (!(creation instanceof Creation.Unknown)) {
                return;
            }
        }
        throw new TransientFailure(
                "the ingestion zone gave no answer to a request; the run was not left out",
                "repeat the command");
    }
}
