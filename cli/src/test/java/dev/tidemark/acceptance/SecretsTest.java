package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Command;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// On a laptop too, commands work on the buckets and with the secrets of AWS, by the variables that the AWS CLI knows.
@Tag("slow")
@ExtendWith(WorldExtension.class)
class SecretsTest {

    private final World world;
    private final SecretStore store = new SecretStore();

    SecretsTest(World world) throws IOException {
        this.world = world;
    }

    @BeforeEach
    void nothingButBucketsAndSecrets() {
        world.seed(100);
        move(Environment.SOURCE_URL, Environment.SOURCE_SECRET, "tidemark/test/totesys/source");
        move(
                Environment.WAREHOUSE_URL,
                Environment.WAREHOUSE_SECRET,
                "tidemark/test/totesys/warehouse");
        world.set("AWS_ENDPOINT_URL_SECRETS_MANAGER", store.endpoint());
        world.set("AWS_ENDPOINT_URL", world.s3().endpoint().toString());
        world.set("AWS_ENDPOINT_URL_S3", "");
        world.set("AWS_DEFAULT_REGION", "eu-west-2");
        world.set("AWS_REGION", "");
    }

    private void move(String variable, String secret, String id) {
        var url = DatabaseUrl.parse(variable, world.environment().require(variable));
        store.put(
                id,
                """
                {"engine": "postgres", "host": "%s", "port": %d, "dbname": "%s",
                 "username": "%s", "password": "%s"}
                """
                        .formatted(
                                url.host(),
                                url.port(),
                                url.database(),
                                url.user(),
                                url.password().orElseThrow()));
        world.set(secret, id);
        world.set(variable, "");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyCommandFindsItsWay() {
        requireDone("check", "totesys");
        requireDone("run", "totesys");
        assertThat(world.queryLogs()).hasSize(2);
        assertThat(requireDone("status", "totesys").out()).contains("up to date");
        requireDone("show", "totesys", "1", "fact_sales_order");
        assertThat(store.asked())
                .contains("tidemark/test/totesys/source", "tidemark/test/totesys/warehouse");
    }

    @Test
    void aSecretThatNobodySetIsSaidByItsName() {
        world.set(Environment.SOURCE_SECRET, "tidemark/test/totesys/empty");

        Command run = world.command("run", "totesys");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the secret `tidemark/test/totesys/empty` cannot be read");
    }

    private Command requireDone(String... words) {
        Command command = world.command(words);
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        return command;
    }
}
