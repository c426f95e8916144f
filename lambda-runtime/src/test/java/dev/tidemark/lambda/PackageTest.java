package dev.tidemark.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.lambda.FunctionPackage.Architecture;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is deployed is small, and only what the stage needs.
@Tag("slow")
class PackageTest {

    private static final Path PROJECT = Path.of(System.getProperty("tidemark.project", ".."));
    private static final int SHOWN_MAX = 10;
    private static final Pattern INCLUDE = Pattern.compile("<include>(.*?)</include>");

    static Stream<Arguments> packages() {
        return FunctionPackage.STAGES.stream()
                .flatMap(
                        stage ->
                                Stream.of(Architecture.values())
                                        .map(architecture -> Arguments.of(stage, architecture)));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everyPackageKeepsTheRules(String stage, Architecture architecture) {
        var content = PackageContent.of(FunctionPackage.of(PROJECT, stage, architecture));
        System.out.print(summary(stage, architecture, content));

        assertThat(PackageRules.broken(stage, architecture, content)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everyPackageCarriesItsHandlerAndEveryPipeline(String stage, Architecture architecture) {
        var content = PackageContent.of(FunctionPackage.of(PROJECT, stage, architecture));
        List<String> names = content.files().stream().map(PackageContent.File::name).toList();

        assertThat(content.jars())
                .anyMatch(jar -> jar.startsWith("tidemark-%s-lambda-".formatted(stage)));
        assertThat(names)
                .contains("pipelines/totesys/pipeline.yaml")
                .noneMatch(name -> name.endsWith(".example.yaml"));
    }

    /// Their digest would change with the machine that builds them.
    @ParameterizedTest
    @MethodSource("packages")
    void noJarOfOursNamesTheJdkThatBuiltIt(String stage, Architecture architecture)
            throws IOException {
        var jars = new ArrayList<String>();
        try (var zip =
                new ZipInputStream(
                        Files.newInputStream(
                                FunctionPackage.of(PROJECT, stage, architecture).zip()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("lib/tidemark-")) {
                    jars.add(entry.getName());
                    assertThat(new JarInputStream(zip).getManifest().getMainAttributes().keySet())
                            .as(entry.getName())
                            .doesNotContain(
                                    new Attributes.Name("Build-Jdk-Spec"),
                                    new Attributes.Name("Created-By"));
                }
            }
        }
        assertThat(jars).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void besideEachPackageLiesTheListOfWhatItConsistsOf(String stage, Architecture architecture)
            throws IOException {
        var function = FunctionPackage.of(PROJECT, stage, architecture);
        Path list = function.zip().resolveSibling(stage + "-lambda.cdx.json");

        JsonNode bill = new JsonMapper().readTree(list.toFile());

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(listed(bill))
                .containsExactlyInAnyOrderElementsOf(PackageContent.of(function).jars());
    }

    /// The function's own jar, and what it needs.
    private static List<String> listed(JsonNode bill) {
        List<String> jars = new ArrayList<>();
        jars.add(jar(bill.path("metadata").path("component")));
        bill.path("components").forEach(component -> jars.add(jar(component)));
        return jars;
    }

    private static String jar(JsonNode component) {
        return "%s-%s.jar"
                .formatted(component.path("name").asText(), component.path("version").asText());
    }

    /// Ant's patterns, of which these are also globs.
    @ParameterizedTest
    @ValueSource(strings = {"rds.pem", "totesys/rds.pem"})
    void certificatesAmongThePipelinesComeIntoThePackages(String certificate) throws IOException {
        String included = Files.readString(PROJECT.resolve(".mvn/package/function.xml"));

        assertThat(INCLUDE.matcher(included).results().map(found -> found.group(1)))
                .anyMatch(
                        pattern ->
                                FileSystems.getDefault()
                                        .getPathMatcher("glob:" + pattern)
                                        .matches(Path.of(certificate)));
    }

    private static String summary(String stage, Architecture architecture, PackageContent content) {
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s for %s: %.1f MB zipped, %.1f MB unpacked; the largest in it:%n",
                        stage,
                        architecture,
                        content.zippedBytes() / 1e6,
                        content.unpackedBytes() / 1e6));
        content.files().stream()
                .sorted(Comparator.comparingLong(PackageContent.File::bytes).reversed())
                .limit(SHOWN_MAX)
                .forEach(
                        file ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  %7.2f MB  %s%n",
                                                file.bytes() / 1e6,
                                                file.name())));
        return text.toString();
    }
}
