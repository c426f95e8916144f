package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// One tick of one stage, or one command, in a process of its own, which may be killed.
final class StageProcess {

    /// Each test JVM makes its own.
    private static final Path ARCHIVE =
            Path.of("target/stages-" + System.getProperty("surefire.forkNumber", "0"));

    private static final String ALL = "ALL";

    private static final AtomicReference<List<String>> CLASSES =
            new AtomicReference<>(List.of("-cp", classPath()));

    private static final int SECONDS_MAX = 60;

    /// As Java tells of a process that ended by SIGKILL.
    private static final int KILLED = 137;

    enum End {
        DONE,
        KILLED
    }

    private StageProcess() {}

    /// What the process runs.
    public static void main(String[] arguments) {
        if (arguments.length > 1) {
            var project = new Project(Path.of("target"), System.getenv());
            System.exit(Main.commandLine(project).execute(arguments));
        }
        var environment = new Environment(System.getenv());
        Functions functions =
                arguments[0].equals(ALL)
                        ? Functions.all(environment, Transport.FAITHFUL)
                        : Functions.only(
                                Stage.valueOf(arguments[0]), environment, Transport.FAITHFUL);
        functions.tick();
    }

    /// Makes the start of the processes that follow cheap, by a tick of all stages.
    static void prepare(World world) {
        var archive = ClassArchive.of(classPath(), ARCHIVE);
        CLASSES.set(archive.writing());
        var nobody = new KillAt(() -> Steps::upload, 0, KillAt.Moment.BEFORE);
        assertThat(run(List.of(ALL), world.variables(), nobody)).isEqualTo(End.DONE);
        CLASSES.set(archive.mapping());
    }

    /// Runs it to its end, which is one of the two.
    static End run(Stage stage, Map<String, String> variables, KillAt killer) {
        return run(List.of(stage.name()), variables, killer);
    }

    /// @param words the stage, or a whole command
    static End run(List<String> words, Map<String, String> variables, KillAt killer) {
        try {
            Process process = builder(words, variables).inheritIO().start();
            killer.aimAt(process);
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("%s ended", words).isTrue();
            assertThat(process.exitValue()).as("exit code of %s", words).isIn(0, KILLED);
            return process.exitValue() == 0 ? End.DONE : End.KILLED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How a process ended of which every logger said all that it can, and what was said.
    record Talk(int exitCode, String said) {}

    static Talk talk(Stage stage, Map<String, String> variables, Path folder) {
        try {
            Path logging = folder.resolve("logging.properties");
            Files.writeString(logging, EVERYTHING);
            var builder = builder(List.of(stage.name()), variables);
            builder.command().add(1, "-Djava.util.logging.config.file=" + logging);
            builder.command().add(1, "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider");
            Process process = builder.redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Talk(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final String EVERYTHING =
            """
            .level = ALL
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            """;

    private static ProcessBuilder builder(List<String> words, Map<String, String> variables) {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        // Not which of two logging libraries it takes.
                        "-Dslf4j.internal.verbosity=ERROR");
        builder.command().addAll(CLASSES.get());
        builder.command().add(StageProcess.class.getName());
        builder.command().addAll(words);
        builder.environment().putAll(variables);
        return builder;
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
