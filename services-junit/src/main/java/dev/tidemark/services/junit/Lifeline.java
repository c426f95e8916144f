package dev.tidemark.services.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A small process that reads from us until we are gone, then ends the cluster of a folder and removes the folder. A
/// killed test JVM leaves neither servers nor files behind.
record Lifeline(Process shell) implements AutoCloseable {

    private static final int SECONDS_MAX = 20;
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            cat > /dev/null
            read server < "$1/data/postmaster.pid" && kill -QUIT "$server" && sleep 1
            rm -rf "$1"
            """;

    static Lifeline of(Path folder) throws IOException {
        return new Lifeline(
                new ProcessBuilder("sh", "-c", SCRIPT, "lifeline", folder.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            // On a busy disk it takes longer; the process goes on without us.
            shell.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
