package dev.tidemark.local.services;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.local.services.DetachedServices.Stopping;
import dev.tidemark.services.LivingProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    void aFileInThePlaceOfTheirFolderIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("notes"), "of mine");

        for (Path place : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> Services.start(place))
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessage(
                            "%s is no folder, so that embedded services cannot keep their data in %s\n"
                                            .formatted(file, place)
                                    + "  To fix: name a folder in TIDEMARK_HOME, or move that file away");
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
        assertThat(LivingProcess.of(sourcePid(host))).isEmpty();
        assertThat(detached.stop()).isEqualTo(Stopping.NOTHING_RAN);
    }

    @Test
    void areFoundAgainAfterTheirHostWasKilled() throws Exception {
        var killed = detached.start();
        ProcessHandle.of(killed.hostPid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(killed.hostPid()).ifPresent(it -> it.onExit().join());

        try (var services = Services.start(home)) {
            assertThat(services.areOurs()).isTrue();
            assertThat(sourcePid(services.registration())).isEqualTo(sourcePid(killed));
            assertThat(ask(services.endpoints().warehouseUrl(), "select 1")).isEqualTo("1");
        }
        assertThat(LivingProcess.of(sourcePid(killed))).isEmpty();
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

    @Test
    void startOnlyWhatIsNeeded() {
        try (var services = Services.start(home, EnumSet.of(Part.LAKE), unheard -> {})) {
            assertThat(services.environment())
                    .containsOnlyKeys(
                            "AWS_ACCESS_KEY_ID",
                            "AWS_ENDPOINT_URL_S3",
                            "AWS_REGION",
                            "AWS_SECRET_ACCESS_KEY",
                            "TIDEMARK_INGESTION_BUCKET",
                            "TIDEMARK_PROCESSED_BUCKET");
            assertThat(services.registration().serverPids()).isEmpty();
        }
        assertThat(home.resolve("source")).doesNotExist();
        assertThat(home.resolve("warehouse")).doesNotExist();
    }

    @Test
    void liveAsLongAsAnybodyUsesThem() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var host = Services.start(home, EnumSet.of(Part.LAKE), told::add);
        var user = Services.start(home, EnumSet.of(Part.LAKE), unheard -> {});

        Thread closing = Thread.startVirtualThread(host::close);

        assertThat(told.poll(1, TimeUnit.MINUTES))
                .isEqualTo(
                        "Another command uses the embedded services that this one hosts: waiting for it to end.");
        assertThat(connects(user.endpoints().s3Endpoint())).isTrue();
        user.close();
        closing.join();
        assertThat(connects(user.endpoints().s3Endpoint())).isFalse();
    }

    @Test
    void waitForTheEndOfAHostThatHasTooFew() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var host = Services.start(home, EnumSet.noneOf(Part.class), unheard -> {});
        var waiting =
                CompletableFuture.supplyAsync(
                        () -> Services.start(home, EnumSet.of(Part.LAKE), told::add));

        assertThat(told.poll(1, TimeUnit.MINUTES))
                .isEqualTo(
                        "Another command (process %d) hosts fewer embedded services than this one needs: waiting for it to end."
                                .formatted(ProcessHandle.current().pid()));
        host.close();
        try (var services = waiting.get(1, TimeUnit.MINUTES)) {
            assertThat(services.areOurs()).isTrue();
        }
    }

    private static boolean connects(String endpoint) {
        var uri = URI.create(endpoint);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static long sourcePid(Registration registration) {
        return requireNonNull(registration.serverPids().get(Part.SOURCE));
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
