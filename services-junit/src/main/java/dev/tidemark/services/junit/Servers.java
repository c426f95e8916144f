package dev.tidemark.services.junit;

import java.util.ArrayDeque;
import java.util.Deque;

/// The servers of a test JVM: the shared one, started by the first test that asks, and those that tests add.
final class Servers implements AutoCloseable {

    private static final String CHOICE = "TIDEMARK_TEST_POSTGRES";

    private final Deque<TestServer> started = new ArrayDeque<>();

    synchronized TestServer shared() {
        return started.isEmpty() ? another() : started.getFirst();
    }

    synchronized TestServer another() {
        var server = inContainer() ? ContainerServer.start() : EmbeddedServer.start();
        started.addLast(server);
        return server;
    }

    /// `TIDEMARK_TEST_POSTGRES=embedded` keeps away from Docker even where it answers.
    private static boolean inContainer() {
        return !"embedded".equals(System.getenv(CHOICE)) && ContainerServer.isPossible();
    }

    @Override
    public synchronized void close() {
        started.forEach(TestServer::close);
    }
}
