package dev.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.ingest.source.Source;
import dev.tidemark.ingest.source.Steps;
import dev.tidemark.lake.MemoryZone;
import dev.tidemark.pipeline.DeleteGuard;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.SourceSettings;
import dev.tidemark.pipeline.WarehouseSettings;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.Deadline;
import dev.tidemark.run.Identities;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.IngestedTable;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The source is a hot standby: what was committed on its primary arrives, exactly.
@Tag("slow")
@Timeout(180)
class StandbyTest {

    private static final Duration LAG_MAX = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private final MemoryZone zone = new MemoryZone();
    private final Replay replay = new Replay(zone);
    private HotStandby pair;
    private Ingestion ingestion;

    @BeforeEach
    void start() throws IOException, SQLException, InterruptedException {
        pair = HotStandby.in(folder);
        pair.onPrimary(
                "create table orders (id int primary key, note text)",
                "insert into orders select i, 'note ' || i from generate_series(1, 100) i");
        pair.awaitReplay();
        ingestion = following(LAG_MAX);
    }

    @AfterEach
    void stop() {
        pair.close();
    }

    @Test
    void whatWasCommittedOnThePrimaryArrivesExactly() throws Exception {
        tick();
        assertThat(replay.table("orders")).isEqualTo(rowsOf(pair.standby())).hasSize(100);
        try (Connection open = pair.primary().connect("shop")) {
            open.setAutoCommit(false);
            open.createStatement().execute("insert into orders values (101, 'late')");
            open.createStatement().execute("savepoint s");
            open.createStatement().execute("update orders set note = 'late' where id = 1");
            pair.onPrimary(
                    "insert into orders values (102, 'early')",
                    "update orders set note = 'early' where id = 2",
                    "delete from orders where id = 3");
            pair.awaitReplay();
            IngestedTable early = tick().tables().getFirst();
            assertThat(early.rowsUpserted()).isEqualTo(2);
            assertThat(early.rowsDeleted()).isEqualTo(1);
            assertThat(replay.table("orders")).isEqualTo(rowsOf(pair.standby()));

            open.commit();
        }
        pair.awaitReplay();

        assertThat(tick().tables().getFirst().rowsUpserted()).isEqualTo(2);

        assertThat(replay.table("orders"))
                .isEqualTo(rowsOf(pair.primary()))
                .containsEntry("101", "101|late")
                .containsEntry("1", "1|late");
        assertThat(result()).isInstanceOf(IngestResult.NothingNew.class);
    }

    @Test
    void oneThatIsTooFarBehindIsNotBelieved() throws Exception {
        tick();
        pair.onStandby("select pg_wal_replay_pause()");
        pair.onPrimary("insert into orders values (101, 'unseen')");
        pair.awaitArrival();
        Thread.sleep(LAG_MAX.plusMillis(500));

        assertThatThrownBy(this::tick)
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(
                        "the source is a standby that is more than 1 s behind its primary")
                .hasMessageContaining("point TIDEMARK_SOURCE_URL to the primary");

        pair.onStandby("select pg_wal_replay_resume()");
        pair.awaitReplay();
        tick();
        assertThat(replay.table("orders")).isEqualTo(rowsOf(pair.primary())).hasSize(101);
    }

    @Test
    void thePageOfErrorsSaysWhatIsPrinted() throws Exception {
        pair.onStandby("select pg_wal_replay_pause()");
        pair.onPrimary("insert into orders values (101, 'unseen')");
        pair.awaitArrival();
        Thread.sleep(LAG_MAX.plusMillis(500));
        String page = Files.readString(Path.of("../docs/errors.md"));

        assertThatThrownBy(this::tick)
                .isInstanceOfSatisfying(
                        TransientFailure.class,
                        failure ->
                                assertThat(page)
                                        .contains(
                                                failure.what()
                                                        .replace(
                                                                LAG_MAX.toSeconds() + " s",
                                                                "900 s")));
    }

    @Test
    void oneWhosePrimaryIsGoneIsNotBelievedForLong() throws Exception {
        tick();
        pair.primary().stop();
        Thread.sleep(LAG_MAX.plusMillis(500));

        assertThatThrownBy(this::tick).hasMessageContaining("behind its primary");
        ingestion = following(Duration.ofHours(1));
        assertThat(result()).isInstanceOf(IngestResult.NothingNew.class);
    }

    @Test
    void afterAFailoverEverythingIsReadAndComparedAnew() throws Exception {
        long timeline = tick().source().timeline();
        pair.failOver();
        pair.onStandby(
                "insert into orders values (101, 'after')", "delete from orders where id = 1");

        IngestLog log = tick();

        assertThat(log.source().timeline()).isEqualTo(timeline + 1);
        IngestedTable orders = log.tables().getFirst();
        assertThat(orders.mode()).isEqualTo(IngestedTable.Mode.FULL);
        assertThat(orders.rowsDeleted()).isEqualTo(1);
        assertThat(replay.table("orders")).isEqualTo(rowsOf(pair.standby())).hasSize(100);
    }

    private IngestLog tick() {
        return ((IngestResult.Published) result()).log();
    }

    private IngestResult result() {
        IngestResult result = ingestion.tick(Deadline.none());
        if (result instanceof IngestResult.Published(IngestLog log)) {
            replay.apply(log);
        }
        return result;
    }

    private Ingestion following(Duration lagMax) {
        var pipeline =
                new Pipeline(
                        "shop",
                        Path.of("none"),
                        new SourceSettings(List.of("public"), Set.of(), Map.of()),
                        DeleteGuard.DEFAULT,
                        new WarehouseSettings("public", Optional.empty()),
                        List.of(),
                        "definition 1");
        var login = new FixedLogin(DatabaseUrl.parse("TEST", pair.standby().url("shop")));
        return new Ingestion(
                pipeline,
                new Source(login, Steps.UNDISTURBED, lagMax),
                zone,
                Clock.systemUTC(),
                new Identities(RandomGenerator.getDefault()),
                Progress.SILENT,
                Steps.UNDISTURBED);
    }

    private static Map<String, String> rowsOf(PostgresCluster cluster) throws SQLException {
        try (Connection connection = cluster.connect("shop");
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("select id, id || '|' || note from orders")) {
            Map<String, String> rows = new TreeMap<>();
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
            return rows;
        }
    }
}
