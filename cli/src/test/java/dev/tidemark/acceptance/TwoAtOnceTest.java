package dev.tidemark.acceptance;

import static dev.tidemark.run.Stage.INGEST;
import static dev.tidemark.run.Stage.LOAD;
import static dev.tidemark.run.Stage.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.bus.Invocation;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.run.Stage;
import dev.tidemark.services.gate.Gate;
import dev.tidemark.services.gate.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two ticks at once: one of them wins, the other finds out, and the warehouse is that of one tick.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class TwoAtOnceTest {

    private static final int ORDERS = 200;
    private static final int SECONDS_MAX = 60;

    @Test
    void twoIngests(World world) throws Exception {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);

        assertThat(twice(INGEST, world, TwoAtOnceTest::isQueryLog))
                .anyMatch(answer -> answer.contains("published run 2"))
                .anyMatch(answer -> answer.contains("another attempt published run 2"));

        world.tick();
        world.audit();
    }

    @Test
    void twoProcesses(World world) throws Exception {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        world.tick(world.only(INGEST));
        world.auditorLooks();

        assertThat(twice(PROCESS, world, TwoAtOnceTest::isQueryLog))
                .anyMatch(answer -> answer.contains("processed run 2"));

        world.tick();
        world.audit();
    }

    @Test
    void twoLoads(World world) throws Exception {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        world.auditorLooks();

        assertThat(twice(LOAD, world, said -> said.contains("insert into tidemark.load_log ")))
                .anyMatch(answer -> answer.contains("loaded 1 run:"));

        world.audit();
    }

    @Test
    void twoFirstLoadsThatBothMigrate(World world) throws Exception {
        world.seed(ORDERS);
        world.tick(world.only(INGEST));
        world.tick(world.only(PROCESS));
        world.auditorLooks();

        assertThat(twice(LOAD, world, said -> said.contains("SELECT")))
                .anyMatch(answer -> answer.contains("loaded 1 run:"));

        world.audit();
    }

    /// The other one runs whole while the first is about to publish.
    @Test
    void aCommandThatWasOvertakenClaimsNothing(World world) {
        var totesys = world.seed(ORDERS);
        world.tick();
        totesys.play(1);
        var other = new Interruption(() -> world.command("run", "totesys"));
        Command overtaken;
        try (var gate = Gate.before(world.s3().endpoint().getPort(), other)) {
            overtaken =
                    Command.run(
                            new Project(Path.of("target"), world.zonesThrough(gate)),
                            "run",
                            "totesys");
        }

        assertThat(overtaken.err()).isEmpty();
        assertThat(overtaken.out())
                .containsPattern("ingest +– +[0-9.]+ s  done by another command\n")
                .containsPattern("process +– +[0-9.]+ s  done by another command\n")
                .containsPattern("load +– +[0-9.]+ s  done by another command\n");
        world.auditorLooks();
        world.audit();
    }

    private static boolean isQueryLog(String said) {
        return Steps.upload(said) == Steps.Step.COMMIT;
    }

    /// The answers of two functions that meet where they say something, and go on from there together.
    private static List<String> twice(Stage stage, World world, Predicate<String> meeting)
            throws Exception {
        var meet = new CyclicBarrier(2);
        var met = new AtomicBoolean();
        try (var first = gate(stage, world, new Meeting(meeting, meet, met));
                var second = gate(stage, world, new Meeting(meeting, meet, met));
                var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<List<Invocation>>> calls =
                    List.of(
                            () -> tick(stage, through(stage, world, first), world),
                            () -> tick(stage, through(stage, world, second), world));
            var done = threads.invokeAll(calls, SECONDS_MAX, TimeUnit.SECONDS);
            var answers = new java.util.ArrayList<String>();
            for (var call : done) {
                call.get().stream()
                        .filter(invocation -> invocation.stage() == stage)
                        .map(Invocation::answer)
                        .forEach(answers::add);
            }
            assertThat(met).as("both were there at once").isTrue();
            return answers;
        }
    }

    private static List<Invocation> tick(Stage stage, Map<String, String> variables, World world) {
        return world.tick(Functions.only(stage, new Environment(variables), Transport.FAITHFUL));
    }

    private static Gate gate(Stage stage, World world, Traffic traffic) {
        int port =
                stage == LOAD
                        ? world.port(Environment.WAREHOUSE_URL)
                        : world.s3().endpoint().getPort();
        return Gate.before(port, traffic);
    }

    private static Map<String, String> through(Stage stage, World world, Gate gate) {
        return stage == LOAD
                ? world.databaseThrough(Environment.WAREHOUSE_URL, gate)
                : world.zonesThrough(gate);
    }

    /// Does something before the first query log is written.
    private static final class Interruption implements Traffic, Traffic.Connection {
        private final Runnable action;
        private final AtomicBoolean came = new AtomicBoolean();

        Interruption(Runnable action) {
            this.action = action;
        }

        @Override
        public Traffic.Connection connected() {
            return this;
        }

        @Override
        public Ruling said(String said) {
            if (isQueryLog(said) && !came.getAndSet(true)) {
                action.run();
            }
            return Ruling.PASS;
        }
    }

    /// Waits for the other one, once.
    private static final class Meeting implements Traffic, Traffic.Connection {
        private static final int WAIT_SECONDS_MAX = 20;

        private final Predicate<String> place;
        private final CyclicBarrier meet;
        private final AtomicBoolean met;
        private final AtomicBoolean came = new AtomicBoolean();

        Meeting(Predicate<String> place, CyclicBarrier meet, AtomicBoolean met) {
            this.place = place;
            this.meet = meet;
            this.met = met;
        }

        @Override
        public Traffic.Connection connected() {
            return this;
        }

        @Override
        public Ruling said(String said) {
            if (place.test(said) && !came.getAndSet(true)) {
                try {
                    meet.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
                    met.set(true);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    // The test sees that they did not meet.
                }
            }
            return Ruling.PASS;
        }
    }
}
