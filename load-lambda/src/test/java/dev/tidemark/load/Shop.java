package dev.tidemark.load;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.load.ledger.LoadedRuns;
import dev.tidemark.pipeline.PipelineFolder;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Stage;
import dev.tidemark.services.Folders;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A pipeline named `shop` with one dimension and one fact, its processed zone and a warehouse that
/// nothing was loaded into yet.
final class Shop implements AutoCloseable {

    static final String PIPELINE = "shop";

    final MemoryZone zone = new MemoryZone();
    final ProcessedRuns runs = new ProcessedRuns(zone, PIPELINE, 42);
    final FixedLogin login;
    final Path pipelines;
    private final Connection connection;
    private final TestDatabase database;

    Shop(TestDatabase database) {
        this.database = database;
        try {
            connection = database.connect();
            login = login(database.url());
            pipelines = Files.createTempDirectory("pipelines-");
            copyPipelines(pipelines);
        } catch (SQLException | IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Loading loading() {
        return loading(Limits.DEFAULT);
    }

    /// Gives every run a partition of its own.
    static final Limits LARGE = new Limits(Duration.ofSeconds(5), Duration.ofMinutes(5), 1);

    Loading largeLoading() {
        return loading(LARGE);
    }

    Loading loading(Limits limits) {
        return loading(limits, login, Progress.SILENT);
    }

    Loading loading(Limits limits, FixedLogin warehouse, Progress progress) {
        return Wiring.loading(
                PipelineFolder.read(pipelines, PIPELINE), zone, warehouse, login, limits, progress);
    }

    /// A load that lets the test act inside the transaction of each run, once its tables are merged.
    Loading interrupted(Limits limits, Runnable beforeCommit) {
        return loading(
                limits,
                login,
                new Progress() {
                    @Override
                    public void relationDone(Stage stage, String relation, long rows, long bytes) {
                        beforeCommit.run();
                    }
                });
    }

    LoadResult load() {
        return loading().catchUp(Deadline.none());
    }

    LoadedRuns loadedRuns() {
        return new LoadedRuns(new Database(login, Map.of()), PIPELINE);
    }

    Connection connect() throws SQLException {
        return database.connect();
    }

    static FixedLogin login(String url) {
        return new FixedLogin(DatabaseUrl.parse("TIDEMARK_WAREHOUSE_URL", url));
    }

    Path migration(String name) {
        return pipelines.resolve(PIPELINE).resolve("warehouse").resolve(name);
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The rows of a query, each as one text, values between blanks.
    List<String> query(String sql) {
        try {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join(" ", values));
            }
            return rows;
        }
    }

    /// Until one transaction waits for another.
    void awaitWaiting() {
        for (int tries = 0; tries < 400; tries++) {
            if (!query("select 1 from pg_locks where not granted").isEmpty()) {
                return;
            }
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("no transaction waits for another");
    }

    void awaitNobodyWaiting() {
        while (!query("select 1 from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    List<String> partitions() {
        return query(
                """
                select partition.relname from pg_inherits as h
                join pg_class as partition on partition.oid = h.inhrelid
                where h.inhparent = 'shop.fact_order'::regclass order by 1
                """);
    }

    List<String> versions() {
        return query(
                "select record_id, order_id, customer_id, amount, note from shop.fact_order order by 1");
    }

    List<String> current() {
        return query(
                "select order_id, customer_id, amount, note from shop.fact_order_current order by 1");
    }

    List<String> superseded() {
        return query("select * from shop.fact_order_superseded order by 1");
    }

    List<String> customers() {
        return query("select * from shop.dim_customer order by 1");
    }

    static void copyPipelines(Path target) throws IOException, URISyntaxException {
        URL resource = Objects.requireNonNull(Shop.class.getResource("/shop"));
        Path source = Path.of(resource.toURI());
        try (Stream<Path> files = Files.walk(source)) {
            files.forEach(
                    file ->
                            copy(
                                    file,
                                    target.resolve(PIPELINE)
                                            .resolve(source.relativize(file).toString())));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            Folders.delete(pipelines);
        }
    }
}
