package dev.tidemark.cli.skip;

import dev.tidemark.cli.project.Workplace;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.lake.Creation;
import dev.tidemark.run.RunNumber;
import dev.tidemark.runlog.FullReadRequest;
import dev.tidemark.runlog.TableName;
import java.util.List;
import java.util.Set;

/// Asks ingest to read in full what a later stage lost track of.
final class FullRead {

    private static final int TRIES_MAX = 3;

    private FullRead() {}

    /// Lays the request beside the newest run, and says what will come of it.
    static String request(Workplace workplace, Set<TableName> tables, String reason) {
        if (tables.isEmpty()) {
            return "it had changed no table";
        }
        RunNumber newest = workplace.history().newestIngested().orElseThrow();
        var request = new FullReadRequest(List.copyOf(tables), reason);
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            switch (request.layBeside(
                    newest, workplace.ingestionZone(), workplace.pipeline().name())) {
                case Creation.Created() -> {
                    return "the next run reads %s in full".formatted(TablesOfRun.text(tables));
                }
                case Creation.Refused() -> {
                    return refused(workplace, newest, request);
                }
                case Creation.Unknown unused -> {}
            }
        }
        throw new TransientFailure(
                "the run was left out, but the request to read its tables in full gave no answer",
                "tidemark ingest %s --full".formatted(workplace.pipeline().name()));
    }

    /// The first request beside a run is the only one; ours may be it.
    private static String refused(Workplace workplace, RunNumber newest, FullReadRequest request) {
        boolean covered =
                FullReadRequest.beside(
                                newest, workplace.ingestionZone(), workplace.pipeline().name())
                        .filter(there -> there.tables().containsAll(request.tables()))
                        .isPresent();
        return covered
                ? "the next run reads %s in full".formatted(TablesOfRun.text(request.tables()))
                : "another request lies beside run %s, so type: tidemark ingest %s --full"
                        .formatted(newest, workplace.pipeline().name());
    }
}
