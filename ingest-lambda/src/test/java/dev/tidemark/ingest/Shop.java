package dev.tidemark.ingest;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.ingest.source.Source;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.pipeline.History;
import dev.tidemark.pipeline.Model;
import dev.tidemark.pipeline.ModelKind;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.pipeline.WarehouseSettings;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Notices;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Identities;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.runlog.TableName;
import dev.tidemark.services.junit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A source, a zone, and an ingest between them.
final class Shop {

    final TestDatabase database;
    final MemoryZone zone = new MemoryZone();
    final Replay replay = new Replay(zone);
    final List<String> notices = new ArrayList<>();
    private DatabaseUrl url;
    private Pipeline pipeline;
    private Steps steps = Steps.UNDISTURBED;
    private Progress progress = new Notices(notices::add);
    private Ingestion ingestion;

    /// Reads as a role that may SELECT and nothing else.
    Shop(TestDatabase database) throws SQLException {
        this.database = database;
        String reader = reader();
        database.execute(
                "create role %s login password 'reading'".formatted(reader),
                "grant select on all tables in schema public to " + reader,
                "alter default privileges in schema public grant select on tables to " + reader);
        this.url = DatabaseUrl.parse("TEST", database.url(reader, "reading"));
        this.pipeline =
                new Pipeline(
                        "shop",
                        Path.of("none"),
                        new SourceSettings(List.of("public"), Set.of(), Map.of()),
                        DeleteGuard.DEFAULT,
                        new WarehouseSettings("public", Optional.empty()),
                        List.of(),
                        "definition 1");
        this.ingestion = cold();
    }

    /// An orders table of the usual kind.
    static Shop withOrders(TestDatabase database) throws SQLException {
        database.execute(
                """
                create table orders (
                    order_id int primary key,
                    note text,
                    amount numeric(10,2) not null default 1.50,
                    last_updated timestamp(3) default now()
                )
                """);
        return new Shop(database);
    }

    Shop settings(SourceSettings settings) {
        return pipeline(
                new Pipeline(
                        pipeline.name(),
                        pipeline.folder(),
                        settings,
                        pipeline.deletes(),
                        pipeline.warehouse(),
                        pipeline.models(),
                        pipeline.definition() + "'"));
    }

    Shop guard(DeleteGuard guard) {
        return pipeline(
                new Pipeline(
                        pipeline.name(),
                        pipeline.folder(),
                        pipeline.source(),
                        guard,
                        pipeline.warehouse(),
                        pipeline.models(),
                        pipeline.definition()));
    }

    /// With models of that SQL, named after their number.
    Shop models(String... sql) {
        List<Model> models =
                IntStream.range(0, sql.length).mapToObj(i -> model(i + 1, sql[i])).toList();
        return pipeline(
                new Pipeline(
                        pipeline.name(),
                        pipeline.folder(),
                        pipeline.source(),
                        pipeline.deletes(),
                        pipeline.warehouse(),
                        models,
                        pipeline.definition() + "'"));
    }

    private static Model model(int number, String sql) {
        return new Model(
                "model_" + number,
                "shop/models/model_%d.sql".formatted(number),
                ModelKind.FACT,
                Optional.empty(),
                List.of("order_id"),
                History.EVERY_VERSION,
                List.of(),
                sql,
                sql,
                sql);
    }

    Shop definition(String definition) {
        return pipeline(
                new Pipeline(
                        pipeline.name(),
                        pipeline.folder(),
                        pipeline.source(),
                        pipeline.deletes(),
                        pipeline.warehouse(),
                        pipeline.models(),
                        definition));
    }

    private Shop pipeline(Pipeline changed) {
        pipeline = changed;
        ingestion = cold();
        return this;
    }

    Shop steps(Steps changed) {
        steps = changed;
        ingestion = cold();
        return this;
    }

    Shop progress(Progress changed) {
        progress = changed;
        ingestion = cold();
        return this;
    }

    Shop url(String changed) {
        url = DatabaseUrl.parse("TEST", changed);
        ingestion = cold();
        return this;
    }

    /// An ingest that remembers nothing.
    Ingestion cold() {
        return new Ingestion(
                pipeline,
                new Source(new FixedLogin(url), steps),
                zone,
                Clock.systemUTC(),
                new Identities(RandomGenerator.getDefault()),
                progress,
                steps);
    }

    Ingestion ingestion() {
        return ingestion;
    }

    void execute(String... statements) throws SQLException {
        database.execute(statements);
    }

    String reader() {
        return "reader_of_" + database.name();
    }

    /// A session whose statements wait for a commit.
    Connection transaction() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    IngestResult tick() {
        return tick(IngestOptions.usual());
    }

    IngestResult tick(IngestOptions options) {
        IngestResult result = ingestion.tick(options, Deadline.none());
        if (result instanceof IngestResult.Published(IngestLog log)) {
            replay.apply(log);
        }
        return result;
    }

    /// A tick that must publish.
    IngestLog run() {
        return run(IngestOptions.usual());
    }

    IngestLog run(IngestOptions options) {
        return switch (tick(options)) {
            case IngestResult.Published(IngestLog log) -> log;
            case IngestResult.NothingNew(var since) ->
                    throw new AssertionError("nothing new since " + since);
            case IngestResult.Overtaken(var run) -> throw new AssertionError("overtaken " + run);
        };
    }

    static IngestedTable table(IngestLog log, String name) {
        return log.table(new TableName("public", name)).orElseThrow();
    }

    /// The orders as the archive has them: key, then all columns.
    Map<String, String> archived() {
        return archived("orders");
    }

    Map<String, String> archived(String table) {
        return replay.table(table);
    }

    /// The orders as the source has them now.
    Map<String, String> inSource() throws SQLException {
        return rows(
                "select order_id, concat_ws('|', order_id, coalesce(note, 'null'), amount,"
                        + " coalesce((extract(epoch from last_updated) * 1000000)::bigint::text,"
                        + " 'null')) from orders");
    }

    Map<String, String> rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            Map<String, String> rows = new TreeMap<>();
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
            return rows;
        }
    }
}
