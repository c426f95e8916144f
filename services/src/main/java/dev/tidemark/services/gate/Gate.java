package dev.tidemark.services.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// A port that stands between clients and a server on this machine, and stops them where its traffic rules say so.
public final class Gate implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    /// The server's word that the client may go on, which is no answer.
    private static final String CONTINUE = "HTTP/1.1 100";

    private final ServerSocket door;
    private final int serverPort;
    private final Traffic traffic;

    private Gate(ServerSocket door, int serverPort, Traffic traffic) {
        this.door = door;
        this.serverPort = serverPort;
        this.traffic = traffic;
    }

    /// Opens a port of its own before one of 127.0.0.1.
    public static Gate before(int serverPort, Traffic traffic) {
        try {
            var gate =
                    new Gate(
                            new ServerSocket(0, 0, InetAddress.getLoopbackAddress()),
                            serverPort,
                            traffic);
            Thread.ofVirtual().start(gate::open);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where clients connect to instead.
    public int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                lead(door.accept());
            } catch (IOException e) {
                // Closed, or the server is gone: the client sees it.
            }
        }
    }

    private void lead(Socket client) throws IOException {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var passage = new Passage(client, server, traffic.connected());
            Thread.ofVirtual().start(passage::passRequests);
            Thread.ofVirtual().start(passage::passAnswers);
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection.
    private static final class Passage {
        private final Socket client;
        private final Socket server;
        private final Traffic.Connection rules;
        private volatile boolean last;

        Passage(Socket client, Socket server, Traffic.Connection rules) {
            this.client = client;
            this.server = server;
            this.rules = rules;
        }

        void passRequests() {
            pump(client, server, this::passesRequest);
        }

        void passAnswers() {
            pump(server, client, this::passesAnswer);
        }

        private boolean passesRequest(String said) {
            return switch (rules.said(said)) {
                case PASS -> true;
                case STOP -> false;
                case STOP_THE_ANSWER -> {
                    last = true;
                    yield true;
                }
            };
        }

        private boolean passesAnswer(String answer) {
            if (!last || answer.startsWith(CONTINUE)) {
                return true;
            }
            rules.answered();
            return false;
        }

        private void pump(Socket from, Socket to, Predicate<String> passes) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (!passes.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                        return;
                    }
                    out.write(buffer, 0, n);
                }
            } catch (IOException e) {
                // One side is gone, and with the end of this block so is the other.
            }
        }
    }
}
