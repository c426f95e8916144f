package dev.tidemark.services.gate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Its server answers each line with the same one.
class GateTest {

    private ServerSocket server;

    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::echo);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void passesBothWays() throws IOException {
        try (var gate = ruling(Traffic.Ruling.PASS)) {
            assertThat(answer(gate)).isEqualTo("word");
        }
    }

    @Test
    void endsTheConnectionBeforeTheServerHears() throws IOException {
        try (var gate = ruling(Traffic.Ruling.STOP)) {
            assertThat(answer(gate)).isNull();
        }
    }

    @Test
    void endsTheConnectionWhenTheServerHasAnswered() throws Exception {
        var answered = new CountDownLatch(1);
        Traffic.Connection rules =
                new Traffic.Connection() {
                    @Override
                    public Traffic.Ruling said(String said) {
                        return Traffic.Ruling.STOP_THE_ANSWER;
                    }

                    @Override
                    public void answered() {
                        answered.countDown();
                    }
                };
        try (var gate = Gate.before(server.getLocalPort(), () -> rules)) {
            assertThat(answer(gate)).isNull();
            answered.await();
        }
    }

    @Test
    void hangsUpWhereTheServerIsGone() throws IOException {
        server.close();

        try (var gate = ruling(Traffic.Ruling.PASS)) {
            assertThat(answer(gate)).isNull();
        }
    }

    private Gate ruling(Traffic.Ruling ruling) {
        return Gate.before(server.getLocalPort(), () -> said -> ruling);
    }

    /// Nothing where the gate has hung up, which a client may also see as a reset.
    private static @Nullable String answer(Gate gate) throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), gate.port())) {
            var answers =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            client.getOutputStream().write("word\n".getBytes(US_ASCII));
            return answers.readLine();
        } catch (SocketException e) {
            return null;
        }
    }

    private void echo() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                // Cut.
            }
        }
    }
}
