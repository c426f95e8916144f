package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.lambda.FunctionSettings.Processors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function finds the file system and the memory that it finds on Lambda.
class ConfinementTest {

    private static final int MEGABYTES = 64;
    private static final int KILLED = 137;

    @TempDir Path work;

    @Test
    void onlyTmpCanBeWritten() throws IOException, InterruptedException {
        assumeFileSystem();
        String attempts =
                "for place in / /var /var/task /var/runtime /mnt /usr /home /tmp; do"
                        + " if touch $place/attempt 2>/dev/null; then echo $place; fi; done";

        assertThat(output(ControlGroups.NONE, attempts)).isEqualTo("/tmp\n");
        assertThat(work.resolve("scratch/attempt")).exists();
    }

    @Test
    void thePackageLiesInVarTask() throws IOException, InterruptedException {
        assumeFileSystem();
        Files.createDirectories(work.resolve("task/lib"));

        assertThat(output(ControlGroups.NONE, "pwd; ls")).isEqualTo("/var/task\nlib\n");
    }

    @Test
    void tmpHoldsWhatTheFunctionHasAndNoMore() throws IOException, InterruptedException {
        assumeFileSystem();
        Process process =
                start(OptionalInt.of(1), ControlGroups.NONE, "head -c 2M /dev/zero >/tmp/filler");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("No space left on device");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void whoTakesMoreMemoryIsKilled() throws IOException, InterruptedException {
        assumeFileSystem();
        try (var groups = ControlGroups.of(small(Processors.ALL))) {
            assume(groups.holdMemory(), "no limit of memory, for want of a control group to make");
            Process process = start(groups, "head -c 200M /dev/zero | tail -c 200M");
            assertThat(process.waitFor()).isIn(KILLED, 1);
        }
    }

    /// 64 MB of the 1,769 that come with a whole processor.
    @Test
    void whoHasAShareOfTheProcessorsIsHeldToIt() throws IOException {
        try (var groups = ControlGroups.of(small(Processors.SHARE))) {
            assume(groups.holdProcessors(), "no share of processors, for want of a control group");
            assertThat(quotas(groups)).containsExactly("3617 100000");
        }
    }

    /// Microseconds of each period, in the words of the second generation.
    private static List<String> quotas(ControlGroups groups) throws IOException {
        List<String> quotas = new ArrayList<>();
        for (Path folder : groups.folders()) {
            if (Files.exists(folder.resolve("cpu.max"))) {
                quotas.add(Files.readString(folder.resolve("cpu.max")).strip());
            } else if (Files.exists(folder.resolve("cpu.cfs_quota_us"))) {
                quotas.add(
                        Files.readString(folder.resolve("cpu.cfs_quota_us")).strip() + " 100000");
            }
        }
        return quotas;
    }

    private static FunctionSettings small(Processors processors) {
        return new FunctionSettings(
                "small", MEGABYTES, processors, Duration.ofMinutes(1), Map.of());
    }

    private static void assumeFileSystem() {
        Confinement.missingFileSystem().ifPresent(missing -> assume(false, missing));
    }

    /// Says on the build's output what is not tested here.
    private static void assume(boolean possible, String missing) {
        if (!possible) {
            System.out.println("Not tested on this machine: " + missing);
        }
        assumeTrue(possible, missing);
    }

    private String output(ControlGroups groups, String script) throws IOException {
        return new String(
                start(groups, script).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process start(ControlGroups groups, String script) throws IOException {
        return start(OptionalInt.empty(), groups, script);
    }

    private Process start(OptionalInt room, ControlGroups groups, String script)
            throws IOException {
        for (String folder : List.of("task", "runtime", "scratch")) {
            Files.createDirectories(work.resolve(folder));
        }
        return new ProcessBuilder(
                        Confinement.confined(
                                work.resolve("task"),
                                work.resolve("runtime"),
                                work.resolve("scratch"),
                                room,
                                groups,
                                List.of("/bin/sh", "-c", script)))
                .redirectErrorStream(true)
                .start();
    }
}
