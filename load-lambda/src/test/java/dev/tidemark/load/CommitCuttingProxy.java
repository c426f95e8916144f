package dev.tidemark.load;

import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.FixedLogin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a client and Postgres, lets the first `COMMIT` through and cuts the connection
/// instead of passing on the answer.
final class CommitCuttingProxy implements AutoCloseable {

    private final DatabaseUrl server;
    private final ServerSocket listener;
    private final AtomicInteger cuts = new AtomicInteger();

    private CommitCuttingProxy(DatabaseUrl server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    static CommitCuttingProxy before(DatabaseUrl server) throws IOException {
        var proxy =
                new CommitCuttingProxy(
                        server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.startVirtualThread(proxy::accept);
        return proxy;
    }

    FixedLogin login() {
        return new FixedLogin(
                new DatabaseUrl(
                        "127.0.0.1",
                        listener.getLocalPort(),
                        server.database(),
                        server.user(),
                        server.password(),
                        server.options(),
                        server.origin()));
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket backend = new Socket(server.host(), server.port());
                var committing = new AtomicBoolean();
                Thread.startVirtualThread(() -> forth(client, backend, committing));
                Thread.startVirtualThread(() -> back(backend, client, committing));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void forth(Socket client, Socket backend, AtomicBoolean committing) {
        pass(
                client,
                backend,
                bytes -> {
                    if (bytes.contains("COMMIT") && cuts.get() == 0) {
                        committing.set(true);
                    }
                    return Passing.ON;
                });
    }

    private void back(Socket backend, Socket client, AtomicBoolean committing) {
        pass(
                backend,
                client,
                bytes -> {
                    if (committing.get() && cuts.compareAndSet(0, 1)) {
                        return Passing.CUT;
                    }
                    return Passing.ON;
                });
    }

    private enum Passing {
        ON,
        CUT
    }

    private interface Judge {
        Passing judge(String bytes);
    }

    private static void pass(Socket from, Socket to, Judge judge) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                String bytes = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (judge.judge(bytes) == Passing.CUT) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One of both has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
