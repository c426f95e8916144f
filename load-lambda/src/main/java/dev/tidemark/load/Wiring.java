package dev.tidemark.load;

import dev.tidemark.environment.Environment;
import dev.tidemark.lake.DataFiles;
import dev.tidemark.lake.LakeClient;
import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.load.ledger.LoadedRuns;
import dev.tidemark.load.merge.ModelFiles;
import dev.tidemark.load.migration.LoaderRights;
import dev.tidemark.load.migration.Migrations;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.Logins;
import dev.tidemark.progress.Progress;
import dev.tidemark.runlog.Pause;
import dev.tidemark.runlog.ProcessLog;
import dev.tidemark.runlog.RunLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Builds the load stage from the environment.
public final class Wiring {

    private Wiring() {}

    /// The load of the pipeline that the environment names.
    public static Loading loading(Environment environment, Progress progress) {
        Zone zone =
                new S3Zone(
                        LakeClient.from(environment),
                        environment.require(Environment.PROCESSED_BUCKET));
        Login warehouse = Logins.warehouse(environment);
        return loading(
                pipeline(environment),
                zone,
                warehouse,
                Logins.migration(environment).orElse(warehouse),
                Limits.DEFAULT,
                progress);
    }

    /// What the warehouse says of the pipeline that the environment names.
    public static LoadedRuns loadedRuns(Environment environment) {
        return new LoadedRuns(
                new Database(Logins.warehouse(environment), Map.of()),
                Logins.migration(environment).map(login -> new Database(login, Map.of())),
                environment.require(Environment.PIPELINE));
    }

    /// @param migration the login that defines tables; another one than the load's where that shall
    ///     not
    public static Loading loading(
            Pipeline pipeline,
            Zone processed,
            Login warehouse,
            Login migration,
            Limits limits,
            Progress progress) {
        var database = new Database(warehouse, Limits.SESSION);
        Optional<Database> owner =
                migration.equals(warehouse)
                        ? Optional.empty()
                        : Optional.of(new Database(migration, Limits.SESSION));
        RunLog<ProcessLog> runs = RunLog.processed(processed, pipeline.name());
        var runLoad =
                new RunLoad(
                        pipeline,
                        runs,
                        database,
                        owner,
                        new ModelFiles(new DataFiles(processed), temporaryFolder()),
                        limits,
                        new Retry(Pause.REAL, new Random()),
                        progress);
        return new Loading(
                pipeline,
                runs,
                database,
                new Migrations(
                        new Database(migration, Map.of()),
                        owner.map(other -> new LoaderRights(other, warehouse)),
                        progress),
                runLoad,
                progress);
    }

    private static Pipeline pipeline(Environment environment) {
        return PipelineFolder.read(
                Path.of(environment.optional(Environment.PIPELINES).orElse("pipelines")),
                environment.require(Environment.PIPELINE));
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
