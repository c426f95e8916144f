package dev.tidemark.scratch;

import dev.tidemark.run.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Another process that uses a scratch folder until it is killed.
record Tenant(Process process, Path folder) implements AutoCloseable {

    public static void main(String[] arguments) throws Exception {
        ScratchFolder folder = ScratchFolder.in(Path.of(arguments[0]), Stage.valueOf(arguments[1]));
        Files.writeString(folder.path().resolve("file"), "text");
        System.out.println(folder.path());
        Thread.sleep(Long.MAX_VALUE);
    }

    static Tenant in(Path parent, Stage stage) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath,
                                Tenant.class.getName(),
                                parent.toString(),
                                stage.name())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        return new Tenant(process, Path.of(said.readLine()));
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
