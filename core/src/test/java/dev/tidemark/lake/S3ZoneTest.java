package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TransientFailure;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestS3;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(S3Extension.class)
class S3ZoneTest extends ZoneContract {

    private static final Key KEY = Key.of("sales", "runs", "000000001", "query_log.json");
    private static final Key OTHER = Key.of("sales", "runs", "000000002", "query_log.json");

    private final TestS3 s3;

    S3ZoneTest(TestS3 s3) {
        this.s3 = s3;
    }

    @Override
    protected Zone zone() {
        return new S3Zone(s3.client(), s3.freshBucket());
    }

    @Test
    void neverTakesAMissingBucketForAnAbsentObject() {
        Zone zone = new S3Zone(s3.client(), "nowhere");

        assertThatThrownBy(() -> zone.read(KEY)).hasMessageContaining("`nowhere` does not exist");
        assertThatThrownBy(() -> zone.holds(KEY)).hasMessageContaining("`nowhere` does not exist");
        assertThatThrownBy(() -> zone.create(KEY, new byte[1]))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure ->
                                assertThat(failure.kind())
                                        .isEqualTo(TerminalFailure.Kind.CONFIGURATION))
                .hasMessageContaining("`nowhere` does not exist");
    }

    @Test
    void asksForTheBucketOnceHoweverManyObjectsAreAbsent() {
        var client = new WatchedClient(s3.client());
        Zone zone = new S3Zone(client, s3.freshBucket());

        assertThat(zone.holds(KEY)).isFalse();
        assertThat(zone.holds(OTHER)).isFalse();

        assertThat(client.takeRequests()).containsExactly("HeadObject", "HeadBucket", "HeadObject");
    }

    @Test
    void asksForNoBucketWhereAnObjectWasFound() {
        var client = new WatchedClient(s3.client());
        Zone zone = new S3Zone(client, s3.freshBucket());
        zone.create(KEY, new byte[1]);
        client.takeRequests();

        assertThat(zone.holds(KEY)).isTrue();
        assertThat(zone.holds(OTHER)).isFalse();

        assertThat(client.takeRequests()).containsExactly("HeadObject", "HeadObject");
    }

    @Test
    void asksForNoBucketWhereTheAnswerSaysWhichOfTheTwoIsMissing() {
        var client = new WatchedClient(s3.client());
        Zone zone = new S3Zone(client, s3.freshBucket());

        assertThat(zone.read(KEY)).isEmpty();
        assertThat(zone.holds(KEY)).isFalse();

        assertThat(client.takeRequests()).containsExactly("GetObject", "HeadObject");
    }

    @Test
    void aReadMissesABucketThatWasThereBefore() {
        String bucket = s3.freshBucket();
        Zone zone = new S3Zone(s3.client(), bucket);
        assertThat(zone.read(KEY)).isEmpty();

        s3.client().deleteBucket(r -> r.bucket(bucket));

        assertThatThrownBy(() -> zone.read(KEY)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> zone.firstAfter(Key.of("sales"), KEY))
                .hasMessageContaining("the bucket `%s` does not exist", bucket);
    }

    @Test
    void neverTakesARefusalForAnAbsentObject() {
        Zone zone = zoneWith(Map.of("AWS_SECRET_ACCESS_KEY", "wrong"));

        assertThatThrownBy(() -> zone.read(KEY))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("refuses access to " + KEY + " (403");
        assertThatThrownBy(() -> zone.holds(KEY))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("(403");
    }

    @Test
    void saysThatAServiceWhichDoesNotAnswerMayComeBack() {
        Zone zone = zoneWith(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1"));

        assertThatThrownBy(() -> zone.read(KEY))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("AWS_ENDPOINT_URL_S3");
        assertThat(zone.create(KEY, new byte[1])).isInstanceOf(Creation.Unknown.class);
    }

    @Test
    void nobodyIsToldToCorrectTheAddressOfAnEmbeddedOne() {
        Map<String, String> variables = new HashMap<>(s3.environment());
        variables.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
        Zone zone = new S3Zone(LakeClient.from(new Environment(variables)), "tidemark-ingestion");

        assertThatThrownBy(() -> zone.read(KEY))
                .isInstanceOf(TransientFailure.class)
                .hasMessageStartingWith("the embedded s3://tidemark-ingestion does not answer")
                .hasMessageContaining("TIDEMARK_HOME")
                .hasMessageNotContaining("AWS_ENDPOINT_URL_S3");
    }

    private Zone zoneWith(Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>(s3.environment());
        variables.putAll(changed);
        return new S3Zone(LakeClient.from(new Environment(variables)), s3.freshBucket());
    }
}
