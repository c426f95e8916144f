package dev.tidemark.cli.dictionary;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.load.migration.Fit;
import dev.tidemark.load.migration.Migrations;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.services.Durability;
import dev.tidemark.services.Folders;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// An empty warehouse with a pipeline's tables, on a server of its own, so that no connection is
/// needed and the roles that migrations create go away with it. Also when the command is
/// interrupted.
final class ScratchWarehouse implements AutoCloseable {

    private static final String DATABASE = "warehouse";

    /// What does not fit its model is described all the same.

    private final Path folder;

    private final PostgresCluster cluster;
    private final Thread atExit = new Thread(this::remove, "remove the scratch warehouse");

    private ScratchWarehouse(Path folder) {
        this.folder = folder;
        this.cluster = PostgresCluster.in(folder, Durability.NONE);
    }

    static ScratchWarehouse of(Pipeline pipeline) {
        try {
            var warehouse = new ScratchWarehouse(Files.createTempDirectory("tidemark-dictionary-"));
            Runtime.getRuntime().addShutdownHook(warehouse.atExit);
            try {
                warehouse.migrate(pipeline);
                return warehouse;
            } catch (RuntimeException e) {
                warehouse.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void migrate(Pipeline pipeline) {
        cluster.start().createDatabase(DATABASE);
        new Migrations(database(), Optional.empty(), Progress.SILENT)
                .apply(pipeline, () -> Optional.of(Fit.UNKNOWN), Deadline.none());
    }

    Database database() {
        var url = DatabaseUrl.parse("the scratch warehouse", cluster.url(DATABASE));
        return new Database(new FixedLogin(url), Map.of());
    }

    /// Nothing in it is worth an orderly stop.
    private void remove() {
        cluster.kill();
        Folders.delete(folder);
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
