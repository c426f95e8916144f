package dev.tidemark.bench.scene;

import dev.tidemark.bench.meter.ServerCpu;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import dev.tidemark.services.Durability;
import dev.tidemark.services.EmbeddedS3;
import dev.tidemark.services.Folders;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The servers of a benchmark: two Postgres clusters that keep what they commit, and an S3 in this process. The source
/// is seeded once and kept for the next benchmark with as many orders.
public final class Site implements AutoCloseable {

    private static final long SEED = 42;
    private static final String SOURCE = "totesys";
    private static final String SEEDED = "seeded";

    private final Path folder;
    private final Path project;
    private final PostgresCluster source;
    private final PostgresCluster warehouse;
    private final EmbeddedS3 s3;
    private int destinations;

    private Site(Path folder, Path project) {
        this.folder = folder;
        this.project = project;
        this.source = PostgresCluster.in(folder.resolve("source"), Durability.FULL).start();
        Folders.delete(folder.resolve("s3"));
        Path warehouses = folder.resolve("warehouse");
        PostgresCluster.in(warehouses, Durability.FULL).stop();
        Folders.delete(warehouses);
        this.warehouse = PostgresCluster.in(warehouses, Durability.FULL).start();
        this.s3 = EmbeddedS3.start(folder.resolve("s3"));
    }

    /// @param project the project's folder
    /// @param folder where the servers keep their data
    public static Site open(Path project, Path folder, int orders) {
        try {
            Files.createDirectories(folder);
            var site = new Site(folder, project);
            site.seed(orders);
            SalesPipeline.write(project.resolve("pipelines/totesys"), site.pipelines());
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void seed(int orders) throws IOException {
        Path seeded = folder.resolve(SEEDED);
        if (Files.exists(seeded)) {
            return;
        }
        if (!source.databases().contains(SOURCE)) {
            source.createDatabase(SOURCE);
        }
        new Totesys(source(), SEED, orders).seed();
        execute(source, SOURCE, "vacuum (freeze, analyze)", "checkpoint");
        Files.writeString(seeded, Integer.toString(orders));
    }

    /// The source as Tidemark's own code connects to it.
    public Database source() {
        var named = new Environment(Map.of(Environment.SOURCE_URL, sourceUrl()));
        return new Database(Logins.source(named), Map.of());
    }

    public String sourceUrl() {
        return source.url(SOURCE);
    }

    Path pipelines() {
        return folder.resolve("pipelines");
    }

    public Path folder() {
        return folder;
    }

    public Path project() {
        return project;
    }

    public ServerCpu servers() {
        return new ServerCpu(List.of(source.pid().orElseThrow(), warehouse.pid().orElseThrow()));
    }

    /// An empty warehouse and two empty buckets that nobody used before.
    public Destination destination() {
        String name = "d" + ++destinations;
        warehouse.createDatabase(name);
        s3.createBucket(name + "-ingestion");
        s3.createBucket(name + "-processed");
        execute(warehouse, "postgres", "checkpoint");
        return new Destination(this, name, name + "-ingestion", name + "-processed");
    }

    /// A copy of a warehouse database that nobody is connected to.
    public String copyOfWarehouse(String name) {
        String copy = "c" + ++destinations;
        execute(warehouse, "postgres", "create database %s template %s".formatted(copy, name));
        return copy;
    }

    public String warehouseUrl(String database) {
        return warehouse.url(database);
    }

    public void inWarehouse(String database, String... statements) {
        execute(warehouse, database, statements);
    }

    public void inSource(String... statements) {
        execute(source, SOURCE, statements);
    }

    public void drop(String database) {
        execute(warehouse, "postgres", "drop database if exists %s (force)".formatted(database));
    }

    Path objects(String bucket) {
        return folder.resolve("s3/objects").resolve(bucket);
    }

    Map<String, String> lakeVariables() {
        return new HashMap<>(s3.environment());
    }

    private static void execute(PostgresCluster cluster, String database, String... statements) {
        try (Connection connection = cluster.connect(database);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("preparing the benchmark: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        s3.close();
        warehouse.stop();
        source.stop();
    }
}
