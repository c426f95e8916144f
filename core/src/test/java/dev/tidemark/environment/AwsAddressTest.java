package dev.tidemark.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class AwsAddressTest {

    @Test
    void theRegionOfTheSdkGoesBeforeThatOfTheCli() {
        assertThat(AwsAddress.region(environment(Map.of()))).isEmpty();
        assertThat(AwsAddress.region(environment(Map.of("AWS_DEFAULT_REGION", "eu-west-2"))))
                .contains(Region.EU_WEST_2);
        assertThat(
                        AwsAddress.region(
                                environment(
                                        Map.of(
                                                "AWS_REGION",
                                                "eu-central-1",
                                                "AWS_DEFAULT_REGION",
                                                "eu-west-2"))))
                .contains(Region.EU_CENTRAL_1);
    }

    @Test
    void theEndpointOfAServiceGoesBeforeThatOfAll() {
        var both =
                environment(
                        Map.of(
                                "AWS_ENDPOINT_URL", "http://all",
                                "AWS_ENDPOINT_URL_S3", "http://s3"));

        assertThat(AwsAddress.endpoint(both, "S3")).contains(URI.create("http://s3"));
        assertThat(AwsAddress.endpoint(both, "SNS")).contains(URI.create("http://all"));
        assertThat(AwsAddress.endpoint(environment(Map.of()), "S3")).isEmpty();
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables);
    }
}
