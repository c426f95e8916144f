package dev.tidemark.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PostgresClusterTest {

    @TempDir Path home;
    private PostgresCluster cluster;

    @BeforeEach
    void start() {
        cluster = PostgresCluster.in(home, Durability.NONE).start();
    }

    @AfterEach
    void stop() {
        cluster.kill();
    }

    @Test
    void keepsDataAndAddressAcrossRestarts() throws SQLException {
        cluster.createDatabase("shop");
        String before = cluster.url("shop");

        cluster.stop();
        assertThat(cluster.pid()).isEmpty();
        cluster.start();

        assertThat(cluster.url("shop")).isEqualTo(before);
        assertThat(ask("shop", "select current_database()")).isEqualTo("shop");
    }

    @Test
    void recoversAfterAPowerFailure() throws SQLException {
        cluster.createDatabase("shop");
        restartDurably();
        ask("shop", "create table kept as select 7 as n; select n from kept");

        cluster.kill();
        cluster.start();

        assertThat(ask("shop", "select n from kept")).isEqualTo("7");
    }

    @Test
    void adoptsTheServerThatAnotherProcessLeftRunning() {
        var other = PostgresCluster.in(home, Durability.NONE).start();

        assertThat(other.pid()).isEqualTo(cluster.pid());
    }

    @Test
    void ignoresTheTracesOfADeadServerWhoseNumberIsTakenByAnother() throws Exception {
        cluster.kill();
        Path file = home.resolve("data/postmaster.pid");
        String stale =
                Files.readString(file).replaceFirst("\\d+", "" + ProcessHandle.current().pid());
        Files.writeString(file, stale);

        cluster.start();

        assertThat(ask("postgres", "select 1")).isEqualTo("1");
    }

    @Test
    void speaksUtcOnLoopbackAndPreparesTransactions() throws SQLException {
        // `show timezone` would answer what the driver asked for: the zone of the JVM.
        assertThat(ask("postgres", "select pg_read_file('postmaster.opts')"))
                .contains("TimeZone=UTC");
        assertThat(ask("postgres", "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask("postgres", "show max_prepared_transactions")).isEqualTo("10");
        assertThat(ask("postgres", "show server_encoding")).isEqualTo("UTF8");
    }

    @Test
    void isDurableUnlessToldOtherwise() throws SQLException {
        restartDurably();

        assertThat(ask("postgres", "show fsync")).isEqualTo("on");
        assertThat(ask("postgres", "show synchronous_commit")).isEqualTo("on");
    }

    @Test
    void keepsItsPasswordToItsOwner() throws Exception {
        var mode = Files.getPosixFilePermissions(home.resolve("password"));

        assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        assertThatThrownBy(
                        () ->
                                new org.postgresql.Driver()
                                        .connect(
                                                "jdbc:postgresql://127.0.0.1:"
                                                        + cluster.port()
                                                        + "/postgres?user=tidemark&password=guess",
                                                null))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void namesTheLogWhenTheServerDoesNotStart() throws Exception {
        cluster.stop();
        Files.writeString(home.resolve("data/postgresql.conf"), "no_such_setting = 1\n");

        assertThatThrownBy(cluster::start)
                .isInstanceOf(ServicesFailure.class)
                .hasMessageContaining("does not start")
                .hasMessageContaining("postgres.log");
    }

    private void restartDurably() {
        cluster.stop();
        PostgresCluster.in(home, Durability.FULL).start();
    }

    private String ask(String database, String sql) throws SQLException {
        try (var connection = cluster.connect(database);
                var statement = connection.createStatement()) {
            for (boolean rows = statement.execute(sql); !rows; rows = statement.getMoreResults()) {}
            try (var answer = statement.getResultSet()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
