package dev.tidemark.ingest;

import dev.tidemark.services.Durability;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/// A primary, and a standby that follows it by streaming: a copy of the stopped primary, told where
/// to go on.
record HotStandby(PostgresCluster primary, PostgresCluster standby) implements AutoCloseable {

    static HotStandby in(Path folder) throws IOException {
        Path origin = folder.resolve("primary");
        Path copy = folder.resolve("standby");
        PostgresCluster primary = PostgresCluster.in(origin, Durability.NONE).start();
        primary.createDatabase("shop");
        primary.stop();
        Files.createDirectory(copy);
        Files.copy(origin.resolve("password"), copy.resolve("password"));
        copy(origin.resolve("data"), copy.resolve("data"));
        primary.start();
        Files.createFile(copy.resolve("data").resolve("standby.signal"));
        Files.writeString(
                copy.resolve("data").resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=tidemark password=%s'%n"
                        .formatted(primary.port(), password(primary)),
                StandardOpenOption.APPEND);
        return new HotStandby(primary, PostgresCluster.in(copy, Durability.NONE).start());
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(from)) {
            all = paths.toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static String password(PostgresCluster cluster) {
        return URI.create(cluster.url("shop")).getUserInfo().split(":", 2)[1];
    }

    void onPrimary(String... statements) throws SQLException {
        execute(primary, statements);
    }

    void onStandby(String... statements) throws SQLException {
        execute(standby, statements);
    }

    private static void execute(PostgresCluster cluster, String... statements) throws SQLException {
        try (Connection connection = cluster.connect("shop")) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }

    /// Returns when the standby shows what the primary has written so far.
    void awaitReplay() throws SQLException, InterruptedException {
        await("pg_last_wal_replay_lsn()");
    }

    /// Returns when the standby has what the primary has written so far.
    void awaitArrival() throws SQLException, InterruptedException {
        await("pg_last_wal_receive_lsn()");
    }

    private void await(String place) throws SQLException, InterruptedException {
        String written = text(primary, "select pg_current_wal_insert_lsn()::text");
        while (text(standby, "select (%s >= '%s'::pg_lsn)::text".formatted(place, written))
                .equals("false")) {
            Thread.sleep(20);
        }
    }

    static String text(PostgresCluster cluster, String sql) throws SQLException {
        try (Connection connection = cluster.connect("shop");
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /// The primary is gone, the standby takes over.
    void failOver() throws SQLException {
        primary.stop();
        onStandby("select pg_promote()");
    }

    @Override
    public void close() {
        standby.kill();
        primary.kill();
    }
}
