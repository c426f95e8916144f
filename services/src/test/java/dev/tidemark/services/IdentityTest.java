package dev.tidemark.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What root does about Postgres' refusal to run as root, where user namespaces are forbidden.
@Tag("slow")
class IdentityTest {

    @TempDir Path home;

    @BeforeEach
    void onlyRootNeedsADisguise() {
        assumeTrue("root".equals(System.getProperty("user.name")));
    }

    @Test
    void rootRunsAClusterAsNobody() throws Exception {
        restrict("rwxr-xr-x");
        var cluster = PostgresCluster.in(home.resolve("cluster"), Durability.NONE, Identity.NOBODY);

        cluster.start();

        assertThat(cluster.databases()).contains("postgres");
        cluster.stop();
        assertThat(cluster.pid()).isEmpty();
    }

    @Test
    void saysThatNobodyMustReachTheFolder() throws Exception {
        restrict("rwx------");
        var cluster = PostgresCluster.in(home.resolve("cluster"), Durability.NONE, Identity.NOBODY);

        assertThatThrownBy(cluster::start)
                .isInstanceOf(ServicesFailure.class)
                .hasMessageContaining("set TIDEMARK_HOME to one outside of /root");
    }

    private void restrict(String mode) throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(mode));
    }
}
