package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.environment.Environment;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.run.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One tick of one stage in a process of its own, which may be killed.
final class StageProcess {

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
        Functions.only(
                        Stage.valueOf(arguments[0]),
                        new Environment(System.getenv()),
                        Transport.FAITHFUL)
                .tick();
    }

    /// Runs it to its end, which is one of the two.
    static End run(Stage stage, Map<String, String> variables, KillAt killer) {
        try {
            Process process = start(stage, variables);
            killer.aimAt(process);
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("the process of %s ended", stage).isTrue();
            assertThat(process.exitValue()).as("exit code of %s", stage).isIn(0, KILLED);
            return process.exitValue() == 0 ? End.DONE : End.KILLED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(Stage stage, Map<String, String> variables) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        StageProcess.class.getName(),
                        stage.name());
        builder.environment().putAll(variables);
        return builder.inheritIO().start();
    }
}
