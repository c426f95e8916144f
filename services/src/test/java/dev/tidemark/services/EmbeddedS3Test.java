package dev.tidemark.services;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedS3Test {

    private static final int WRITERS = 6;
    private static final int ROUNDS = 40;

    @TempDir Path home;
    private EmbeddedS3 s3;
    private S3Client client;

    @BeforeEach
    void start() {
        s3 = EmbeddedS3.start(home);
        s3.createBucket("zone");
        client = s3.client();
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void keepsObjectsAndAddressAcrossRestarts() {
        URI before = s3.endpoint();
        put("runs/000000001/query log+ü.json", "one");

        stop();
        start();

        assertThat(s3.endpoint()).isEqualTo(before);
        assertThat(read("runs/000000001/query log+ü.json")).isEqualTo("one");
    }

    @Test
    void createsAnObjectOnce() {
        create(client, "key", "first");

        assertThatThrownBy(() -> create(client, "key", "second"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(read("key")).isEqualTo("first");
    }

    /// A writer whose connection breaks cannot know whether it won: it is taken for the winner if its content is there.
    @Tag("slow")
    @Test
    void letsExactlyOneOfManyConcurrentWritersCreateAnObject() throws Exception {
        try (var pool = Executors.newFixedThreadPool(WRITERS);
                var direct = withoutRetries()) {
            for (int round = 0; round < ROUNDS; round++) {
                String key = "runs/%09d/query_log.json".formatted(round);
                List<String> winners = race(pool::submit, direct, key);

                assertThat(winners).as("round %d", round).containsExactly(read(key));
            }
        }
    }

    @Test
    void tellsAMissingBucketFromAMissingKey() {
        assertThatThrownBy(
                        () ->
                                client.putObject(
                                        put -> put.bucket("nowhere").key("k"),
                                        RequestBody.fromString("x")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> client.getObject(get -> get.bucket("nowhere").key("k")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> read("absent")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> client.headObject(head -> head.bucket("zone").key("absent")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    /// A client that streams an upload cannot send it again over another connection.
    @Test
    void keepsAConnectionThatWasAnsweredBeforeAllWasSent() throws IOException {
        String unsigned = "PUT /zone/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n";
        try (var socket = new Socket(s3.endpoint().getHost(), s3.endpoint().getPort())) {
            var answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            send(socket, unsigned + "\r\n");
            assertThat(answers.readLine()).startsWith("HTTP/1.1 403");

            send(socket, "body" + unsigned + "Connection: close\r\n\r\nbody");

            assertThat(answers.lines()).anyMatch(line -> line.contains("HTTP/1.1 403"));
        }
    }

    @Test
    void stopsThoughAClientNeverEndsItsRequest() throws IOException {
        try (var socket = new Socket(s3.endpoint().getHost(), s3.endpoint().getPort())) {
            var answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String header = "PUT /zone/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n";
            send(socket, header + "Expect: 100-continue\r\n\r\n");
            assertThat(answers.readLine()).startsWith("HTTP/1.1");

            assertThatCode(s3::close).doesNotThrowAnyException();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private List<String> race(Submit pool, S3Client direct, String key) throws Exception {
        var gate = new CountDownLatch(1);
        var results = new ArrayList<Future<String>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String content = "writer " + writer;
            results.add(
                    pool.submit(
                            () -> {
                                gate.await();
                                return outcome(direct, key, content);
                            }));
        }
        gate.countDown();
        var winners = new ArrayList<String>();
        for (var result : results) {
            if (!result.get().isEmpty()) {
                winners.add(result.get());
            }
        }
        return winners;
    }

    private interface Submit {
        Future<String> submit(Callable<String> task);
    }

    private String outcome(S3Client direct, String key, String content) {
        try {
            create(direct, key, content);
            return content;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return "";
        } catch (SdkClientException lostReply) {
            return content.equals(read(key)) ? content : "";
        }
    }

    private S3Client withoutRetries() {
        return s3.client(it -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private static void create(S3Client client, String key, String content) {
        client.putObject(
                it -> it.bucket("zone").key(key).ifNoneMatch("*"), RequestBody.fromString(content));
    }

    private void put(String key, String content) {
        client.putObject(it -> it.bucket("zone").key(key), RequestBody.fromString(content));
    }

    private String read(String key) {
        return client.getObjectAsBytes(it -> it.bucket("zone").key(key)).asUtf8String();
    }
}
