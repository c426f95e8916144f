package dev.tidemark.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.local.services.DetachedServices.Stopping;
import dev.tidemark.services.LivingProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ServicesTest {

    @TempDir Path home;
    private DetachedServices detached;

    @BeforeEach
    void name() {
        detached = new DetachedServices(home);
    }

    @AfterEach
    void stop() {
        if (detached.running().map(Registration::hosting).orElse(Hosting.DETACHED)
                == Hosting.DETACHED) {
            detached.stop();
        }
    }

    @Test
    void wireEveryStageByTheirEnvironment() throws Exception {
        try (var services = Services.start(home)) {
            assertThat(services.environment())
                    .containsOnlyKeys(
                            "AWS_ACCESS_KEY_ID",
                            "AWS_ENDPOINT_URL_S3",
                            "AWS_REGION",
                            "AWS_SECRET_ACCESS_KEY",
                            "TIDEMARK_INGESTION_BUCKET",
                            "TIDEMARK_PROCESSED_BUCKET",
                            "TIDEMARK_SOURCE_URL",
                            "TIDEMARK_WAREHOUSE_URL");
            assertThat(ask(services.endpoints().sourceUrl(), "select current_database()"))
                    .isEqualTo("totesys");
            assertThat(ask(services.endpoints().warehouseUrl(), "select current_database()"))
                    .isEqualTo("warehouse");
            var mode = Files.getPosixFilePermissions(home.resolve("services.json"));
            assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
        }
        assertThat(home.resolve("services.json")).doesNotExist();
    }

    @Test
    void keepTheirDataAndAddressesAcrossRestarts() throws Exception {
        Endpoints before;
        try (var services = Services.start(home)) {
            before = services.endpoints();
            execute(before.sourceUrl(), "create table kept as select 7 as n");
        }

        try (var services = Services.start(home)) {
            assertThat(services.endpoints()).isEqualTo(before);
            assertThat(ask(before.sourceUrl(), "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void goOnWithoutTheCommandUntilTheyAreStopped() throws Exception {
        var host = detached.start();

        assertThat(host.hosting()).isEqualTo(Hosting.DETACHED);
        assertThat(detached.start()).isEqualTo(host);
        try (var services = Services.start(home)) {
            assertThat(services.areOurs()).isFalse();
            assertThat(services.registration()).isEqualTo(host);
        }
        assertThat(ask(host.endpoints().sourceUrl(), "select 1")).isEqualTo("1");
        assertThat(detached.stop()).isEqualTo(Stopping.STOPPED);
        assertThat(detached.running()).isEmpty();
        assertThat(LivingProcess.of(host.sourcePid())).isEmpty();
        assertThat(detached.stop()).isEqualTo(Stopping.NOTHING_RAN);
    }

    @Test
    void areFoundAgainAfterTheirHostWasKilled() throws Exception {
        var killed = detached.start();
        ProcessHandle.of(killed.hostPid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(killed.hostPid()).ifPresent(it -> it.onExit().join());

        try (var services = Services.start(home)) {
            assertThat(services.areOurs()).isTrue();
            assertThat(services.registration().sourcePid()).isEqualTo(killed.sourcePid());
            assertThat(ask(services.endpoints().warehouseUrl(), "select 1")).isEqualTo("1");
        }
        assertThat(LivingProcess.of(killed.sourcePid())).isEmpty();
    }

    @Test
    void areNotTakenAwayFromARunningCommand() {
        try (var services = Services.start(home)) {
            assertThat(services.areOurs()).isTrue();
            assertThatThrownBy(detached::stop)
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageContaining("belong to a running command")
                    .hasMessageContaining("end that command");
        }
    }

    private static String ask(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static java.sql.Connection connect(String url) throws SQLException {
        var parsed = DatabaseUrl.parse("TEST", url);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + parsed.place(),
                parsed.user(),
                parsed.password().orElseThrow());
    }
}
