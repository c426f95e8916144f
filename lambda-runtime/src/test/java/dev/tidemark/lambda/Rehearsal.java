package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.environment.AwsClient;
import dev.tidemark.environment.Environment;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.services.Durability;
import dev.tidemark.services.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// A trader's days with what Terraform deployed to an emulator of AWS: what he enters must arrive in the warehouse by the
/// schedule and the notifications of S3 alone. Started by `terraform/emulator/rehearsal.py`.
///
/// Its argument is a file that says what was deployed: `functions` by name, `tick` (whom the schedule calls), `secrets`, the file
/// of `events`, and the `port` on which the source is expected.
public final class Rehearsal {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int ORDERS = 200;
    private static final long SEED = 7;

    private final Orders orders;
    private final Totesys shop;
    private final DeployedFunctions functions;

    private Rehearsal(Orders orders, DeployedFunctions functions) {
        this.orders = orders;
        this.shop = new Totesys(orders.source(), SEED, ORDERS);
        this.functions = functions;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        JsonNode deployed = MAPPER.readTree(file.toFile());
        Path postgres = Files.createDirectory(file.resolveSibling("postgres"));
        Files.writeString(postgres.resolve("port"), deployed.path("port").asText());
        try (var cluster = PostgresCluster.in(postgres, Durability.NONE).start();
                var functions = new DeployedFunctions(deployed, file.resolveSibling("functions"))) {
            cluster.createDatabase("shop");
            cluster.createDatabase("stars");
            String source = cluster.url("shop");
            String warehouse = cluster.url("stars");
            setSecrets(deployed.path("secrets"), source, warehouse);
            new Rehearsal(Orders.at(source, warehouse), functions).play();
        }
    }

    /// The source's as RDS manages it, user and password alone: the address stands in the configuration.
    private static void setSecrets(JsonNode secrets, String source, String warehouse) {
        try (var client =
                AwsClient.build(
                        SecretsManagerClient.builder(),
                        new Environment(System.getenv()),
                        "SECRETS_MANAGER")) {
            set(client, secrets.path("source"), login(URI.create(source)));
            set(client, secrets.path("warehouse"), place(URI.create(warehouse)));
            set(client, secrets.path("migration"), place(URI.create(warehouse)));
        }
    }

    private static void set(SecretsManagerClient client, JsonNode id, JsonNode secret) {
        client.putSecretValue(r -> r.secretId(id.asText()).secretString(secret.toString()));
    }

    private static ObjectNode login(URI url) {
        String[] login = url.getUserInfo().split(":", 2);
        return MAPPER.createObjectNode().put("username", login[0]).put("password", login[1]);
    }

    private static ObjectNode place(URI url) {
        return login(url)
                .put("engine", "postgres")
                .put("host", url.getHost())
                .put("port", url.getPort())
                .put("dbname", url.getPath().substring(1));
    }

    private void play() throws SQLException {
        shop.seed();
        functions.tickOf("ingest");
        requireArrived("the first run");
        functions.turnCold();
        shop.play(1);
        functions.tickOf("ingest");
        requireArrived("a day's orders");
        functions.tick();
        requireArrived("nothing new");
        System.out.printf(
                "  %d orders arrived, by %d calls of the schedule and %d notifications%n",
                orders.ofTheSource().size(), functions.ticks(), functions.notifications());
    }

    private void requireArrived(String what) throws SQLException {
        List<String> expected = orders.ofTheSource();
        List<String> found = orders.ofTheWarehouse();
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    "%s did not arrive: %d orders in the source, %d in the warehouse"
                            .formatted(what, expected.size(), found.size()));
        }
    }
}
