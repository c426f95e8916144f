package dev.tidemark.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.cli.aws.Identity;
import dev.tidemark.failure.TerminalFailure;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

/// Several deployments live in one account, so no two of them may have one name.
class DeploymentTest {

    @Test
    void anUnderscoreIsNoHyphen() {
        assertThat(base("prod", "sales_eu")).isEqualTo("tidemark-prod-sales--eu");
        assertThat(base("prod", "sales-eu")).isEqualTo("tidemark-prod-sales-eu");
    }

    @Test
    void anEnvironmentEndsAtTheFirstHyphen() {
        assertThatThrownBy(() -> new Deployment("prod-eu", "sales"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("no environment that is deployed can be called `prod-eu`")
                .hasMessageContaining("small letters and digits");
    }

    @Test
    void aPipelineHasNoTwoHyphens() {
        assertThatThrownBy(() -> new Deployment("prod", "sales--eu"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("no pipeline that is deployed can be called `sales--eu`")
                .hasMessageContaining("with single hyphens or underscores within");
    }

    private static String base(String environment, String pipeline) {
        return new Names(
                        new Deployment(environment, pipeline),
                        Region.EU_CENTRAL_1,
                        new Identity("aws", "123456789012", "user/somebody"))
                .base();
    }
}
