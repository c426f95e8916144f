package dev.tidemark.cli.reload;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.NearestName;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.Creation;
import dev.tidemark.pipeline.Model;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.CompletionRequest;
import dev.tidemark.runlog.FullReadRequest;
import java.util.Collection;
import java.util.List;

/// Asks for a run that brings all rows of models of which the warehouse misses something.
public record Reload(Workplace workplace, List<String> models, String reason) {

    private static final int TRIES_MAX = 3;

    public Reload {
        models = List.copyOf(models);
    }

    /// @param named some of the pipeline's models; empty for all of them
    public static Reload of(Workplace workplace, Collection<String> named, String reason) {
        List<String> known = workplace.pipeline().models().stream().map(Model::name).toList();
        for (String name : named) {
            if (!known.contains(name)) {
                throw TerminalFailure.configuration(
                        "%s has no model `%s`".formatted(workplace.pipeline().name(), name),
                        NearestName.hint(name, known));
            }
        }
        return new Reload(workplace, named.isEmpty() ? known : List.copyOf(named), reason);
    }

    /// The models are named before the run is asked for, so that the run is sure to see them. May be
    /// repeated.
    public void request() {
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
        return workplace
                .history()
                .newestProcessed()
                .orElseThrow(
                        () ->
                                TerminalFailure.configuration(
                                        "no run of %s was processed yet: nothing can come once more"
                                                .formatted(workplace.pipeline().name()),
                                        "make the first:  tidemark run "
                                                + workplace.pipeline().name()));
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
                "the ingestion zone gave no answer to a request; nothing else was done",
                "repeat the command");
    }
}
