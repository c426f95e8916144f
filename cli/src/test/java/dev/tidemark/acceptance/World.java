package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.environment.Environment;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.local.bus.Invocation;
import dev.tidemark.local.bus.Transport;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.run.Stage;
import dev.tidemark.services.gate.Gate;
import dev.tidemark.services.junit.TestDatabase;
import dev.tidemark.services.junit.TestS3;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A totesys, the two zones and the warehouse that follow it, and an auditor of all of them. Its stages read the source
/// through a role that may SELECT and nothing else.
public final class World {

    static final String PIPELINE = "totesys";
    static final Path PIPELINES = Path.of("..", "pipelines").toAbsolutePath().normalize();

    /// Begins every text that must appear in nothing that anybody prints.
    private static final String CANARY = "canary";

    private static final String PASSWORD = CANARY + "PasswordOfTheReader";

    private static final long SEED = 7;

    private final TestDatabase warehouse;
    private final TestS3 s3;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> buckets;
    private final Auditor auditor = new Auditor();
    private TestDatabase source;
    private @Nullable Functions warm;

    World(TestDatabase source, TestDatabase warehouse, TestS3 s3) {
        this.source = source;
        this.warehouse = warehouse;
        this.s3 = s3;
        variables.putAll(s3.environment());
        variables.put(Environment.WAREHOUSE_URL, warehouse.url());
        this.buckets =
                Map.of(
                        Environment.INGESTION_BUCKET, s3.freshBucket(),
                        Environment.PROCESSED_BUCKET, s3.freshBucket());
        variables.putAll(buckets);
        variables.put(Environment.PIPELINE, PIPELINE);
        variables.put(Environment.PIPELINES, PIPELINES.toString());
        sourceIs(source);
    }

    /// From now on the source is another database.
    void sourceIs(TestDatabase database) {
        source = database;
        String role = reader();
        Sql.run(
                source,
                "create role %s login password '%s'".formatted(role, PASSWORD),
                "alter default privileges in schema public grant select on tables to " + role,
                "grant select on all tables in schema public to " + role);
        set(Environment.SOURCE_URL, source.url(role, PASSWORD));
    }

    /// The role that the stages read the source as.
    public String reader() {
        return "reader_of_" + source.name();
    }

    /// Changes the environment; warm functions are gone with the old one.
    public void set(String variable, String value) {
        variables.put(variable, value);
        coldStart();
    }

    /// The next tick has no function that remembers anything.
    void coldStart() {
        warm = null;
    }

    public TestDatabase source() {
        return source;
    }

    public TestDatabase warehouse() {
        return warehouse;
    }

    public TestS3 s3() {
        return s3;
    }

    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    public Environment environment() {
        return new Environment(variables);
    }

    public String bucket(String variable) {
        return environment().require(variable);
    }

    /// The port that a database of the environment listens on.
    public int port(String variable) {
        return DatabaseUrl.parse(variable, environment().require(variable)).port();
    }

    /// The environment with one database behind a gate.
    Map<String, String> databaseThrough(String variable, Gate gate) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(variable, urlThrough(variable, gate));
        return changed;
    }

    /// The address of a database of the environment, behind a gate.
    String urlThrough(String variable, Gate gate) {
        return environment()
                .require(variable)
                .replace(":" + port(variable) + "/", ":" + gate.port() + "/");
    }

    /// The environment with S3 behind a gate.
    Map<String, String> zonesThrough(Gate gate) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + gate.port());
        return changed;
    }

    /// The generator of the source; the same number of orders gives the same one.
    Totesys totesys(int orders) {
        var login = new FixedLogin(DatabaseUrl.parse("the source", source.url()));
        return new Totesys(new Database(login, Map.of()), SEED, orders);
    }

    /// A seeded source of some orders in which every table with free texts has one that nobody may print.
    Totesys seed(int orders) {
        var totesys = totesys(orders);
        totesys.seed();
        String text = " = '" + CANARY + "TextOfARow'";
        Sql.run(
                source,
                "update address set address_line_1%1$s, address_line_2%1$s, district%1$s, city%1$s, postal_code%1$s, country%1$s, phone%1$s where address_id = 1"
                        .formatted(text),
                "update counterparty set counterparty_legal_name%1$s, commercial_contact%1$s, delivery_contact%1$s where counterparty_id = 1"
                        .formatted(text),
                "update department set department_name%1$s, location%1$s, manager%1$s where department_id = 1"
                        .formatted(text),
                "update design set design_name%1$s, file_location%1$s, file_name%1$s where design_id = 1"
                        .formatted(text),
                "update staff set first_name%1$s, last_name%1$s, email_address%1$s where staff_id = 1"
                        .formatted(text));
        return totesys;
    }

    /// Fails where something printed holds a password, a secret key or a text of a row.
    public void requireDiscreet(String printed) {
        assertThat(printed).doesNotContainIgnoringCase(CANARY);
        assertThat(printed).doesNotContain(variables.get("AWS_SECRET_ACCESS_KEY"));
        assertThat(printed)
                .doesNotContain(
                        DatabaseUrl.parse("the warehouse", warehouse.url())
                                .password()
                                .orElseThrow());
    }

    /// The failure that an action has to end with, whose words are for everybody.
    TidemarkFailure failure(Runnable action) {
        var failure = catchThrowableOfType(TidemarkFailure.class, action::run);
        assertThat(failure).as("a failure with a message for its reader").isNotNull();
        requireDiscreet(traceOf(failure));
        return failure;
    }

    /// With causes and what they suppressed.
    private static String traceOf(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /// A tick of the warm functions, after which the auditor looks.
    List<Invocation> tick() {
        var functions = warm == null ? Functions.all(environment(), Transport.FAITHFUL) : warm;
        warm = functions;
        var invocations = tick(functions);
        auditorLooks();
        return invocations;
    }

    /// A tick of functions of another kind.
    List<Invocation> tick(Functions functions) {
        var invocations = functions.tick();
        invocations.forEach(invocation -> requireDiscreet(invocation.answer()));
        return invocations;
    }

    Functions only(Stage stage) {
        return only(stage, Transport.FAITHFUL);
    }

    Functions only(Stage stage, Transport transport) {
        return Functions.only(stage, environment(), transport);
    }

    /// A command in this world, none of whose words may be a secret.
    Command command(String... arguments) {
        var command = Command.run(new Project(Path.of("target"), variables()), arguments);
        requireDiscreet(command.out());
        requireDiscreet(command.err());
        return command;
    }

    /// To be called where a run saw what the source says now.
    void auditorLooks() {
        auditor.look(source);
    }

    /// The warehouse equals what the source says now, and what the auditor saw before.
    void audit() {
        auditor.verify(source, warehouse);
    }

    /// How many versions a fact has.
    long versions(String fact) {
        return Sql.number(warehouse, "select count(*) from " + fact);
    }

    /// Removes objects of a bucket behind the back of every stage.
    void remove(String variable, Predicate<String> keys) {
        String bucket = bucket(variable);
        s3.client().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .filter(keys)
                .toList()
                .forEach(key -> s3.client().deleteObject(r -> r.bucket(bucket).key(key)));
    }

    /// Overwrites the first object whose key matches with as many other bytes.
    void corrupt(String variable, Predicate<String> keys) {
        String bucket = bucket(variable);
        var object =
                s3.client().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                        .filter(candidate -> keys.test(candidate.key()))
                        .findFirst()
                        .orElseThrow();
        byte[] noise = new byte[object.size().intValue()];
        s3.client()
                .putObject(r -> r.bucket(bucket).key(object.key()), RequestBody.fromBytes(noise));
    }

    /// The warehouse holds, row by row, what another one holds that loaded the same runs and never failed.
    void requireUndisturbedWarehouse() {
        TestDatabase twin = warehouse.another();
        Map<String, String> elsewhere = new HashMap<>(variables);
        elsewhere.put(Environment.WAREHOUSE_URL, twin.url());
        tick(Functions.only(Stage.LOAD, new Environment(elsewhere), Transport.FAITHFUL));
        Whole undisturbed = Whole.of(twin);
        assertThat(undisturbed.rows()).isNotEmpty();
        assertThat(Whole.of(warehouse)).isEqualTo(undisturbed);
    }

    /// The runs that are published in both zones.
    public List<String> queryLogs() {
        return objects().stream().filter(key -> key.endsWith("query_log.json")).toList();
    }

    /// What the query logs in both zones say.
    public List<String> queryLogTexts() {
        return queryLogs().stream()
                .map(key -> key.split("/", 2))
                .map(key -> s3.client().getObjectAsBytes(r -> r.bucket(key[0]).key(key[1])))
                .map(object -> object.asUtf8String())
                .toList();
    }

    /// Every object in both buckets that the world began with.
    public List<String> objects() {
        return Stream.of(Environment.INGESTION_BUCKET, Environment.PROCESSED_BUCKET)
                .flatMap(variable -> objectsOf(variable).stream())
                .toList();
    }

    /// Every object in one of the buckets that the world began with.
    List<String> objectsOf(String variable) {
        String bucket = buckets.get(variable);
        return s3.client().listObjectsV2Paginator(r -> r.bucket(bucket)).contents().stream()
                .map(object -> bucket + "/" + object.key())
                .toList();
    }
}
