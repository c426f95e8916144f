package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

        assertThat(output(Optional.empty(), attempts)).isEqualTo("/tmp\n");
        assertThat(work.resolve("scratch/attempt")).exists();
    }

    @Test
    void thePackageLiesInVarTask() throws IOException, InterruptedException {
        assumeFileSystem();
        Files.createDirectories(work.resolve("task/lib"));

        assertThat(output(Optional.empty(), "pwd; ls")).isEqualTo("/var/task\nlib\n");
    }

    @Test
    void whoTakesMoreMemoryIsKilled() throws IOException, InterruptedException {
        assumeFileSystem();
        Optional<MemoryLimit> memory = MemoryLimit.of(MEGABYTES);
        assume(memory.isPresent(), "no limit of memory, for want of a control group to make");
        try (MemoryLimit limit = memory.orElseThrow()) {
            Process process = start(Optional.of(limit), "head -c 200M /dev/zero | tail -c 200M");
            assertThat(process.waitFor()).isIn(KILLED, 1);
        }
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

    private String output(Optional<MemoryLimit> memory, String script) throws IOException {
        return new String(
                start(memory, script).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process start(Optional<MemoryLimit> memory, String script) throws IOException {
        for (String folder : List.of("task", "runtime", "scratch")) {
            Files.createDirectories(work.resolve(folder));
        }
        return new ProcessBuilder(
                        Confinement.confined(
                                work.resolve("task"),
                                work.resolve("runtime"),
                                work.resolve("scratch"),
                                memory,
                                List.of("/bin/sh", "-c", script)))
                .redirectErrorStream(true)
                .start();
    }
}
