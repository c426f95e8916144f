package dev.tidemark.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.S3Zone;
import dev.tidemark.lake.Zone;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestS3;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

@ExtendWith(S3Extension.class)
class S3RunLogTest extends RunLogContract {

    private final TestS3 s3;

    S3RunLogTest(TestS3 s3) {
        this.s3 = s3;
    }

    @Override
    protected Zone zone() {
        return new S3Zone(s3.client(), s3.freshBucket());
    }

    @Test
    void knowsItsOwnRunThoughTheReplyToTheRequestItselfIsLost() {
        String bucket = s3.freshBucket();
        var replies = new LostReplies(1);
        try (S3Client client = clientThat(replies)) {
            Publication publication = log(new S3Zone(client, bucket)).publish(Samples.first());

            assertThat(publication).isEqualTo(new Publication.Published());
            assertThat(replies.lost()).isOne();
            assertThat(log(new S3Zone(s3.client(), bucket)).newest()).hasValue(Samples.first());
        }
    }

    @Test
    void missesABucketThatIsRemovedUnderAWarmFunction() {
        String bucket = s3.freshBucket();
        RunLog<IngestLog> warm = log(new S3Zone(s3.client(), bucket));
        Samples.publish(warm, 1);
        remove(bucket);

        assertThatThrownBy(warm::newest)
                .hasMessageContaining("the bucket `%s` does not exist", bucket);
    }

    @Test
    void missesABucketThatIsRemovedBeforeTheFirstRun() {
        String bucket = s3.freshBucket();
        RunLog<IngestLog> warm = log(new S3Zone(s3.client(), bucket));
        assertThat(warm.newest()).isEmpty();
        remove(bucket);

        assertThatThrownBy(warm::newest)
                .hasMessageContaining("the bucket `%s` does not exist", bucket);
    }

    private void remove(String bucket) {
        var found = s3.client().listObjectsV2(r -> r.bucket(bucket)).contents();
        found.forEach(object -> s3.client().deleteObject(r -> r.bucket(bucket).key(object.key())));
        s3.client().deleteBucket(r -> r.bucket(bucket));
    }

    private S3Client clientThat(ExecutionInterceptor interceptor) {
        var variables = s3.environment();
        return S3Client.builder()
                .endpointOverride(URI.create(variables.get("AWS_ENDPOINT_URL_S3")))
                .forcePathStyle(true)
                .region(Region.of(variables.get("AWS_REGION")))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        variables.get("AWS_ACCESS_KEY_ID"),
                                        variables.get("AWS_SECRET_ACCESS_KEY"))))
                .overrideConfiguration(c -> c.addExecutionInterceptor(interceptor))
                .build();
    }

    /// Throws away the first answers to requests that write, after S3 has done what they asked.
    private static final class LostReplies implements ExecutionInterceptor {

        private final AtomicInteger left;
        private final int planned;

        LostReplies(int planned) {
            this.planned = planned;
            this.left = new AtomicInteger(planned);
        }

        int lost() {
            return planned - Math.max(0, left.get());
        }

        @Override
        public void afterTransmission(
                Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutObjectRequest && left.getAndDecrement() > 0) {
                throw SdkClientException.create("the reply was lost");
            }
        }
    }
}
