package dev.tidemark.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A meter sees what a command and its children take.
@EnabledOnOs(OS.LINUX)
class MeterTest {

    @TempDir Path folder;

    @Test
    void countsTheProcessorTimeOfChildrenThatEndedBeforeTheCommand() {
        Usage usage = run("(i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done); sleep 0.2");

        assertThat(usage.clientCpu()).isGreaterThan(Duration.ofMillis(50));
        assertThat(usage.wall()).isGreaterThan(usage.clientCpu());
    }

    @Test
    void countsChildrenOfChildren() {
        Usage usage =
                run(
                        "bash -c '(bash -c \"i=0; while [ \\$i -lt 300000 ]; do i=\\$((i+1)); done; sleep 0.2\"); true'");

        assertThat(usage.clientCpu()).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void seesTheMostMemoryThatACommandHadAtAnyInstant() {
        long small = run("sleep 0.2").residentBytes();
        long large = run("x=$(head -c 50000000 /dev/zero | tr '\\0' x); sleep 0.2").residentBytes();

        assertThat(large - small).isGreaterThan(40_000_000);
    }

    @Test
    void refusesACommandThatDoesNotDoItsWorkAndKeepsPasswordsToItself() {
        var command = Command.shell("echo no table at postgresql://u:secret@h/d; exit 3");

        assertThatThrownBy(() -> meter().run(command))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("ended with exit code 3")
                .hasMessageContaining("no table at postgresql://…@h/d")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theMedianIsTakenOfEachFigureByItself() {
        var runs =
                List.of(
                        new Usage(seconds(1), seconds(9), seconds(4), 30),
                        new Usage(seconds(3), seconds(7), seconds(5), 10),
                        new Usage(seconds(2), seconds(8), seconds(6), 20));

        assertThat(Median.of(runs)).isEqualTo(new Usage(seconds(2), seconds(8), seconds(5), 20));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        var runs =
                List.of(
                        new Usage(seconds(1), seconds(1), seconds(1), 10),
                        new Usage(seconds(3), seconds(5), seconds(7), 30));

        assertThat(Median.of(runs)).isEqualTo(new Usage(seconds(2), seconds(3), seconds(4), 20));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Usage run(String line) {
        return meter().run(Command.shell(line));
    }

    private Meter meter() {
        return new Meter(new ServerCpu(List.of()), folder.resolve("log"));
    }
}
