package dev.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tidemark.event.InvocationEvent.ObjectsCreated;
import dev.tidemark.event.InvocationEvent.Scheduled;
import dev.tidemark.event.InvocationEvent.TestEvent;
import dev.tidemark.failure.TerminalFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationEventTest {

    @Test
    void anEventBridgeScheduleIsScheduled() {
        assertThat(
                        parse(
                                """
                                {"version":"0","id":"53dc","detail-type":"Scheduled Event",
                                 "source":"aws.events","account":"123456789012",
                                 "time":"2026-11-21T00:00:00Z","region":"eu-west-2",
                                 "resources":["arn:aws:events:…"],"detail":{}}"""))
                .isEqualTo(new Scheduled());
    }

    @Test
    void theTestEventOfS3IsRecognised() {
        assertThat(
                        parse(
                                """
                                {"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"lake"}"""))
                .isEqualTo(new TestEvent());
    }

    @Test
    void everyRecordOfANotificationCounts() {
        ObjectsCreated event =
                (ObjectsCreated)
                        parse(
                                "{\"Records\":[%s,%s]}"
                                        .formatted(
                                                record("ObjectCreated:Put", "lake", "a"),
                                                record("ObjectCreated:Copy", "lake", "b")));

        assertThat(event.objects())
                .containsExactly(new CreatedObject("lake", "a"), new CreatedObject("lake", "b"));
    }

    @Test
    void keysAreDecoded() {
        ObjectsCreated event =
                (ObjectsCreated) notification("lake", "tote+sys/runs/%C3%A9%2B/query_log.json");

        assertThat(event.objects())
                .containsExactly(new CreatedObject("lake", "tote sys/runs/é+/query_log.json"));
    }

    @Test
    void aQueryLogOfThePipelineIsWhatAStageExpects() {
        var event =
                (ObjectsCreated)
                        notification("lake", "totesys%2Fruns%2F000000042%2Fquery_log.json");

        assertThatNoException().isThrownBy(() -> event.requireQueryLogs("lake", "totesys"));
    }

    @ParameterizedTest
    @CsvSource({
        "lake, totesys/runs/000000042/fact/0-0.parquet",
        "lake, totesys/runs/42/query_log.json",
        "lake, other/runs/000000042/query_log.json",
        "other, totesys/runs/000000042/query_log.json"
    })
    void anyOtherObjectIsRefusedByName(String bucket, String key) {
        var event = (ObjectsCreated) notification(bucket, key);

        assertThatExceptionOfType(TerminalFailure.class)
                .isThrownBy(() -> event.requireQueryLogs("lake", "totesys"))
                .withMessage(
                        """
                        a notification names s3://%s/%s, which is no query log of pipeline totesys in s3://lake
                          To fix: let s3://lake notify this function only of keys that begin with totesys/runs/ and end with /query_log.json"""
                                .formatted(bucket, key));
    }

    @Test
    void anotherEventOfS3IsRefused() {
        assertRefused(
                "{\"Records\":[%s]}".formatted(record("ObjectRemoved:Delete", "lake", "a")),
                "a record of `ObjectRemoved:Delete`, not of `ObjectCreated`");
    }

    @Test
    void aRecordOfAnotherServiceIsRefused() {
        assertRefused(
                """
                {"Records":[{"eventSource":"aws:sqs","body":"hello"}]}""",
                "a record of `aws:sqs`, not of `aws:s3`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"source\":\"aws.ec2\",\"detail-type\":\"State change\"}"})
    void anUnknownEventIsRefused(String json) {
        assertRefused(json, "neither a scheduled event nor an S3 notification");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|no JSON object",
                "[1]|no JSON object",
                "{\"a\":|no JSON",
                "{\"Records\":[]}|a notification without a record"
            })
    void whatIsNoEventIsRefused(String json, String finding) {
        assertRefused(json, finding);
    }

    @Test
    void theAnswerIsJson() throws IOException {
        var answer = new ByteArrayOutputStream();

        Answer.write(answer, "published run 42 of \"totesys\"");

        assertThat(answer.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"answer\":\"published run 42 of \\\"totesys\\\"\"}");
    }

    private static void assertRefused(String json, String finding) {
        assertThatExceptionOfType(TerminalFailure.class)
                .isThrownBy(() -> parse(json))
                .withMessage(
                        """
                        the event that called this function is %s. Nothing was done.
                          To fix: connect the function to its schedule and to the ObjectCreated notifications of its zone, and to nothing else"""
                                .formatted(finding));
    }

    private static InvocationEvent notification(String bucket, String key) {
        return parse("{\"Records\":[%s]}".formatted(record("ObjectCreated:Put", bucket, key)));
    }

    private static String record(String name, String bucket, String key) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","eventName":"%s",
                 "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":12}}}"""
                .formatted(name, bucket, key);
    }

    private static InvocationEvent parse(String json) {
        return InvocationEvent.parse(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
