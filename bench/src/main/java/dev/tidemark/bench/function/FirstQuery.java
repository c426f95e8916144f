package dev.tidemark.bench.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stands between a function and Postgres, and sees when the first query comes. What the driver says of its session is none.
final class FirstQuery implements AutoCloseable {

    private final int server;
    private final ServerSocket listener;
    private final AtomicReference<@Nullable Instant> seen = new AtomicReference<>();

    /// @param server the port of a Postgres on this machine
    FirstQuery(int server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Empty when none has come yet.
    Optional<Instant> at() {
        return Optional.ofNullable(seen.get());
    }

    /// Waits for another first one.
    void forget() {
        seen.set(null);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket backend = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                backend.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> pass(client, backend, Direction.FORTH));
                Thread.startVirtualThread(() -> pass(backend, client, Direction.BACK));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, Direction direction) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                if (direction == Direction.FORTH && isQuery(buffer, read)) {
                    seen.compareAndSet(null, Instant.now());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of both has hung up.
        }
    }

    /// "Message Formats" of the protocol: a query is a message `Q`, or begins with `P`.
    private static boolean isQuery(byte[] bytes, int length) {
        return (bytes[0] == 'Q' || bytes[0] == 'P')
                && !new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("SET ");
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Direction {
        FORTH,
        BACK
    }
}
