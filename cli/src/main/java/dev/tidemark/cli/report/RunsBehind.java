package dev.tidemark.cli.report;

import dev.tidemark.failure.Problems;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.lake.Zone;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.run.RunNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Why runs wait for a stage, as far as that can be told without trying them.
///
/// @param loadRefusal what load would say of the runs from one on, if that is known
public record RunsBehind(
        Pipeline pipeline,
        RunHistory history,
        Zone processed,
        Function<RunNumber, Optional<TerminalFailure>> loadRefusal) {

    public List<String> remarks(List<Standing> standings) {
        return standings.stream().filter(Standing::isBehind).flatMap(this::remarks).toList();
    }

    private Stream<String> remarks(Standing behind) {
        RunNumber next = behind.run().map(RunNumber::next).orElse(RunNumber.FIRST);
        List<String> refusals =
                switch (behind.stage()) {
                    case INGEST -> List.of();
                    case PROCESS -> refusals(next);
                    case LOAD -> loadRefusals(next);
                };
        return refusals.isEmpty()
                ? Stream.of(
                        "run %s waits for %s".formatted(next, behind.stage()),
                        "  tidemark %s %s  goes on with it, or says why it cannot"
                                .formatted(behind.stage(), pipeline.name()))
                : refusals.stream();
    }

    private List<String> loadRefusals(RunNumber run) {
        return new Problems()
                .attempt(() -> loadRefusal.apply(run)).flatMap(found -> found).stream()
                        .map(TidemarkFailure::getMessage)
                        .toList();
    }

    private List<String> refusals(RunNumber run) {
        return new WaitingRun(pipeline, run, history.ingested(), history.processed(), processed)
                .refusals().stream()
                        .map(TidemarkFailure::getMessage)
                        .map(refusal -> "process refuses run %s: %s".formatted(run, refusal))
                        .toList();
    }
}
