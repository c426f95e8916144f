package dev.tidemark.bench.state;

import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.environment.Environment;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.process.engine.DuckDb;
import dev.tidemark.process.engine.FileRelation;
import dev.tidemark.process.engine.KeptFiles;
import dev.tidemark.process.engine.LocalFile;
import dev.tidemark.process.engine.Session;
import dev.tidemark.process.engine.Sql;
import dev.tidemark.process.engine.WorkFolder;
import dev.tidemark.process.state.Delta;
import dev.tidemark.process.state.LayeredState;
import dev.tidemark.process.state.SourceTable;
import dev.tidemark.process.state.SourceTable.Change;
import dev.tidemark.runlog.RunLog;
import dev.tidemark.runlog.StateTable;
import dev.tidemark.runlog.TableColumn;
import dev.tidemark.runlog.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads all columns of the large table's current state as process does, and the same rows as a plain file, in turns,
/// and prints the milliseconds of each time. The files are fetched before. Argument: how often.
public final class StateReads {

    /// What a function of 512 MB gives the engine.
    private static final int MEMORY_MEGABYTES = 200;

    private static final int THREADS = 2;

    private StateReads() {}

    public static void main(String[] arguments) {
        var environment = new Environment(System.getenv());
        var client = LakeClient.from(environment);
        var processed = new S3Zone(client, environment.require(Environment.PROCESSED_BUCKET));
        var ingestion = new S3Zone(client, environment.require(Environment.INGESTION_BUCKET));
        StateTable state =
                RunLog.processed(processed, SalesPipeline.NAME)
                        .newest()
                        .flatMap(
                                log ->
                                        log.state(
                                                new TableName("public", SalesPipeline.LARGE_TABLE)))
                        .orElseThrow();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var kept = new KeptFiles(temporary);
                var work = WorkFolder.in(temporary, kept);
                Session session = new DuckDb(MEMORY_MEGABYTES, THREADS).open(work.path())) {
            var layers =
                    new LayeredState(
                            session,
                            work,
                            new DataFiles(processed),
                            new Delta(new DataFiles(ingestion), work),
                            (table, infix, files) -> List.of());
            String current = layers.select(table(state), Optional.of(state));
            List<Path> plain =
                    session.write(current, List.of(), work.newFolder()).stream()
                            .map(LocalFile::path)
                            .toList();
            compare(session, state, current, plain, Integer.parseInt(arguments[0]));
        }
    }

    private static SourceTable table(StateTable state) {
        return new SourceTable(
                state.name(),
                SourceTable.Presence.FOLLOWED,
                state.columns(),
                state.key(),
                Set.of(),
                Change.NONE,
                Optional.of(state),
                List.of(),
                List.of());
    }

    private static void compare(
            Session session, StateTable state, String current, List<Path> plain, int times) {
        String ofLayers = whole(state.columns(), current);
        String ofPlain = whole(state.columns(), FileRelation.select(state.columns(), plain));
        for (int i = 0; i < times; i++) {
            System.out.println(
                    StateTimes.line(
                            state.files().size(),
                            milliseconds(session, ofLayers),
                            milliseconds(session, ofPlain)));
        }
    }

    private static String whole(List<TableColumn> columns, String select) {
        return columns.stream()
                .map(column -> "max(%s)".formatted(Sql.identifier(column.name())))
                .collect(
                        Collectors.joining(
                                ", ", "select count(*), ", " from " + Sql.nested(select)));
    }

    private static double milliseconds(Session session, String select) {
        long begun = System.nanoTime();
        session.rows(select);
        return (System.nanoTime() - begun) / 1e6;
    }
}
