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
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// A trader's days with what Terraform deployed to an emulator of AWS: what he enters must arrive in the warehouse by the
/// schedule and the notifications of S3 alone. Started by `terraform/emulator/rehearsal.py`.
///
/// Its argument is a file that says what was deployed: `functions` by name, `tick` (whom the schedule calls), `secrets`, the file
/// of `events` and that of the `calls` that functions make, the script of the `smoke` test, and the `port` on which the source
/// is expected.
public final class Rehearsal {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int ORDERS = 200;
    private static final long SEED = 7;

    private final Orders orders;
    private final Totesys shop;
    private final DeployedFunctions functions;
    private final Path calls;

    private Rehearsal(Orders orders, DeployedFunctions functions, Path calls) {
        this.calls = calls;
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
            var rehearsal =
                    new Rehearsal(
                            Orders.at(source, warehouse),
                            functions,
                            Path.of(deployed.path("calls").asText()));
            rehearsal.play();
            rehearsal.smoke(new SmokeScript(Path.of(deployed.path("smoke").asText())), deployed);
        }
    }

    /// The source's as RDS manages it, user and password alone: the address stands in the configuration.
    private static void setSecrets(JsonNode secrets, String source, String warehouse) {
        setSecret(secrets.path("source"), login(URI.create(source)));
        setSecret(secrets.path("warehouse"), place(URI.create(warehouse)));
        setSecret(secrets.path("migration"), place(URI.create(warehouse)));
    }

    private static void setSecret(JsonNode id, JsonNode secret) {
        try (var client =
                AwsClient.build(
                        SecretsManagerClient.builder(),
                        new Environment(System.getenv()),
                        "SECRETS_MANAGER")) {
            client.putSecretValue(r -> r.secretId(id.asText()).secretString(secret.toString()));
        }
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
        orders.changeOne();
        tickAndCount("changed one table");
        requireArrived("a changed order");
        functions.turnCold();
        tickAndCount("found nothing");
        requireArrived("nothing new");
        System.out.printf(
                "  %d orders arrived, by %d calls of the schedule and %d notifications%n",
                orders.ofTheSource().size(), functions.ticks(), functions.notifications());
    }

    /// The script that runs after each deployment says what is so: first that all is well, then what is not.
    private void smoke(SmokeScript smoke, JsonNode deployed) throws IOException, SQLException {
        shop.play(1);
        try (var behind = new InvokeApi(functions, Rehearsal::runsWait)) {
            smoke.requireFailure(
                    behind.endpoint(),
                    "load answers",
                    "smoke: the warehouse has not caught up within 0 minutes, for runs wait before process");
        }
        shop.play(2);
        try (var invoke = new InvokeApi(functions, (function, line) -> line)) {
            smoke.requireSuccess(invoke.endpoint());
            requireArrived("what the smoke test brought");
            functions.turnCold();
            setSecret(
                    deployed.path("secrets").path("source"),
                    MAPPER.createObjectNode().put("password", "canary-f3a91c"));
            smoke.requireFailure(invoke.endpoint(), "smoke: ingest failed: ", "has no `username`");
        }
    }

    /// What process says where more came in than one call carries. Load is level with it.
    private static String runsWait(String function, String line) {
        return !function.endsWith("-process")
                ? line
                : line.replace("caught up", "runs wait")
                        .replace("\"LagSeconds\":0", "\"LagSeconds\":90");
    }

    /// All functions are cold. What S3 bills of it stands in docs/cost, and is compared.
    private void tickAndCount(String what) {
        long reads = reads();
        long writes = calls("s3:PutObject");
        functions.tick();
        System.out.printf(
                "  %d reads and %d writes of S3 by a tick that %s%n",
                reads() - reads, calls("s3:PutObject") - writes, what);
    }

    /// A request for the bucket, or for what is in it, wants the right to list it.
    private long reads() {
        return calls("s3:GetObject") + calls("s3:ListBucket");
    }

    private long calls(String action) {
        try (Stream<String> calls = Files.lines(this.calls)) {
            return calls.map(Rehearsal::parse)
                    .filter(call -> call.path("action").asText().equals(action))
                    .filter(call -> call.path("requested").asBoolean())
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
