package dev.tidemark.acceptance.mistake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.acceptance.Picture;
import dev.tidemark.acceptance.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All that a command could have touched: both zones, both databases, and the folder that it was typed in.
///
/// @param files the content of each, or that it is a folder
/// @param queryLogs what those of both zones say
record Surroundings(Picture world, Map<String, String> files, List<String> queryLogs) {

    private static final Pattern FILE = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+\\.parquet)\"");

    static Surroundings of(World world, Path folder) {
        return new Surroundings(Picture.of(world), files(folder), world.queryLogTexts());
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                files.put(
                        folder.relativize(path).toString(),
                        Files.isDirectory(path)
                                ? "a folder"
                                : Base64.getEncoder().encodeToString(Files.readAllBytes(path)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A stage before the one that met the mistake may have published its run; what it wrote is whole then.
    void requireNothingHalfDoneSince(Surroundings before) {
        assertThat(world.source()).as("the source").isEqualTo(before.world().source());
        assertThat(world.warehouse()).as("the warehouse").isEqualTo(before.world().warehouse());
        assertThat(files).as("the folder").isEqualTo(before.files());
        assertThat(world.objects()).as("both zones").containsAll(before.world().objects());
        assertThat(queryLogs).as("query logs").containsAll(before.queryLogs());
        assertThat(named()).as("files of a run").isSubsetOf(keys());
        List<String> written = new ArrayList<>(world.objects());
        written.removeAll(before.world().objects());
        assertThat(written.stream().filter(this::isOfAPublishedRun).map(Surroundings::key))
                .as("files of a run that it does not name")
                .isSubsetOf(named());
    }

    /// Of one that is not published, an attempt leaves its files behind: nobody reads them, and nobody may delete.
    private boolean isOfAPublishedRun(String object) {
        String folder = object.replaceFirst("(/runs/\\d+/).*", "$1");
        return isFile(object)
                && (folder.equals(object) || world.objects().contains(folder + "query_log.json"));
    }

    private static boolean isFile(String key) {
        return key.endsWith(".parquet");
    }

    private List<String> keys() {
        return world.objects().stream().map(Surroundings::key).toList();
    }

    private static String key(String object) {
        return object.substring(object.indexOf('/') + 1);
    }

    /// The files that query logs name.
    private List<String> named() {
        return queryLogs.stream()
                .flatMap(log -> FILE.matcher(log).results())
                .map(found -> found.group(1))
                .toList();
    }
}
