package dev.tidemark.lambda;

import static dev.tidemark.lambda.Outcomes.answer;
import static dev.tidemark.lambda.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.Authority;
import dev.tidemark.services.junit.PostgresExtension;
import dev.tidemark.services.junit.S3Extension;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A function trusts the authority whose certificate its package carries, and nobody else. The path is that of the project:
/// functions are started in the folder of their package.
@Tag("slow")
@ExtendWith({PostgresExtension.class, S3Extension.class})
class CertificateTest {

    private static final int ORDERS = 10;

    /// No name that a certificate of the reader's own has, which the packages carry too.
    private static final String CERTIFICATE = "pipelines/authority-of-a-test.pem";

    @TempDir Path work;
    @TempDir Path certificates;

    private final Shop shop;
    private final TestS3 s3;
    private Deployment deployment;

    CertificateTest(TestDatabase source, TestS3 s3) {
        this.shop = new Shop(source.onAnotherServer(), ORDERS);
        this.s3 = s3;
    }

    @BeforeEach
    void deploy() {
        deployment = new Deployment(shop.source.url(), shop.warehouse.url(), s3, work);
    }

    @AfterEach
    void remove() {
        deployment.close();
    }

    @Test
    void theServerOfAnAuthorityInThePackageIsTrustedAndThatOfAnotherIsRefused() throws Exception {
        var ours = Authority.in(certificates, "ours");
        ours.sign(shop.source, "localhost");
        deployment.configure("ingest", verifying(deployment.settings("ingest")));
        deployment.carry(CERTIFICATE, Authority.in(certificates, "others").file());
        String refusal = failure(deployment.invoke("ingest", Events.SCHEDULED));
        deployment.forget("ingest");
        deployment.carry(CERTIFICATE, ours.file());

        assertThat(answer(deployment.invoke("ingest", Events.SCHEDULED)))
                .contains("published run 1");
        assertThat(refusal)
                .contains("is not vouched for by " + CERTIFICATE)
                .contains("name the file of the authority that signed it");
    }

    /// As Terraform's `source_url` does it: the address beside a secret that holds user and password.
    private FunctionSettings verifying(FunctionSettings settings) {
        String address = shop.source.url().replaceFirst("//.*@[^:]*:", "//localhost:");
        Map<String, String> variables = new HashMap<>(settings.environment());
        variables.put(
                "TIDEMARK_SOURCE_URL", address + "?sslmode=verify-full&sslrootcert=" + CERTIFICATE);
        return new FunctionSettings(settings.name(), variables);
    }
}
