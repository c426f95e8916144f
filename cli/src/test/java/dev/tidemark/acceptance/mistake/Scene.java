package dev.tidemark.acceptance.mistake;

import dev.tidemark.acceptance.FolderCopy;
import dev.tidemark.acceptance.Shop;
import dev.tidemark.acceptance.Sql;
import dev.tidemark.acceptance.World;
import dev.tidemark.cli.Command;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A small shop that is followed, with a folder of its own to make mistakes in.
final class Scene {

    private static final Path PIPELINE = Path.of("src/test/pipelines/shop").toAbsolutePath();

    private static final String EVERY = "--every";

    private final World world;
    private Advice advice = new Advice("");
    private final Shop shop;
    private final Path folder;
    private final Map<String, String> right;
    private final Map<String, String> variables = new HashMap<>();

    private Scene(World world, Shop shop, Path folder) {
        this.world = world;
        this.shop = shop;
        this.folder = folder;
        this.right = new HashMap<>(world.variables());
        right.remove(Environment.PIPELINE);
        right.put(Environment.PIPELINES, folder.resolve("pipelines").toString());
        resetVariables();
        resetFiles();
    }

    static Scene open(World world, Path folder) {
        Shop shop = Shop.open(world);
        Sql.run(
                world.source(),
                "create schema kept",
                "create table kept.sale as select * from sale",
                "alter table item add column supplier_iban text");
        Sql.run(world.warehouse(), "create role shop_visitor login password 'visitor'");
        return new Scene(world, shop, folder);
    }

    /// Something new in the source, so that every stage has something to do.
    void change() {
        Sql.run(
                world.source(),
                "update sale set units = units + 1 where sale_id % 7 = 1",
                "update item set item_name = item_name || '!' where item_id = 4");
    }

    void audit() {
        shop.audit();
    }

    /// Types a command, whose last words become the advice that is followed.
    Command type(List<String> command) {
        Command ended = ended(command);
        advice = new Advice(ended.err());
        world.requireDiscreet(ended.out());
        world.requireDiscreet(ended.err());
        return ended;
    }

    private Command ended(List<String> command) {
        String[] words = command.toArray(String[]::new);
        if (command.stream().findFirst().filter(Launcher.NAME::equals).isPresent()) {
            return Launcher.type(command);
        }
        return command.contains(EVERY)
                ? Command.runOnce(new Project(folder, variables), words)
                : Command.run(new Project(folder, variables), words);
    }

    Command check() {
        return Command.run(new Project(folder, variables), "check", "shop");
    }

    Surroundings surroundings() {
        return Surroundings.of(world, folder);
    }

    Advice advice() {
        return advice;
    }

    /// Types the command that the last message ends with.
    void typeAsTold() {
        Advice told = advice;
        requireDone(
                type(told.command().orElseThrow(() -> new IllegalStateException(told.message()))));
    }

    /// Types the SQL that the last message begins its advice with.
    void executeAsTold() {
        executeAsTold("");
    }

    /// The same, where something is left to the reader.
    ///
    /// @param left what stands for the three dots in it
    void executeAsTold(String left) {
        Sql.run(world.source(), advice.statements().replace("…", left));
    }

    /// The word that the last message means, in the line that it names; where it means none, the file as it was.
    void mendFile() {
        Optional<Advice.Nearest> nearest = advice.nearest();
        if (nearest.isEmpty()) {
            resetFiles();
            return;
        }
        Advice.Place place = advice.place().orElseThrow();
        Path file = folder.resolve("pipelines").resolve(place.file());
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(place.line() - 1, nearest.get().in(lines.get(place.line() - 1)));
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name or value that the last message means; where it means none, the variables as they were.
    void mendVariables() {
        Optional<Advice.Nearest> nearest = advice.nearest();
        if (nearest.isEmpty()) {
            resetVariables();
            return;
        }
        Map<String, String> wrong = Map.copyOf(variables);
        variables.clear();
        wrong.forEach(
                (name, value) -> variables.put(nearest.get().in(name), nearest.get().in(value)));
    }

    /// A run that has to succeed.
    void run() {
        run(List.of("run", "shop"));
    }

    /// A command that has to succeed.
    void run(List<String> command) {
        requireDone(type(command));
    }

    private static void requireDone(Command ended) {
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(ended.err());
        }
    }

    String variable(String name) {
        return right.getOrDefault(name, "");
    }

    void set(String name, String value) {
        variables.put(name, value);
    }

    void unset(String name) {
        variables.remove(name);
    }

    void resetVariables() {
        variables.clear();
        variables.putAll(right);
    }

    String freshBucket() {
        return world.s3().freshBucket();
    }

    void source(String statement) {
        Sql.run(world.source(), statement.replace("reader", world.reader()));
    }

    void warehouse(String statement) {
        Sql.run(world.warehouse(), statement);
    }

    void edit(String file, String from, String to) {
        try {
            String text = Files.readString(path(file));
            if (!text.contains(from)) {
                throw new IllegalArgumentException("%s has no `%s`".formatted(file, from));
            }
            write(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param file below the pipeline; `../..` is the project
    void write(String file, String text) {
        try {
            Files.writeString(path(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String file) {
        return folder.resolve("pipelines/shop").resolve(file).normalize();
    }

    /// The folder as it was in the beginning.
    void resetFiles() {
        try {
            if (Files.exists(folder)) {
                deleteAllIn(folder);
            }
            FolderCopy.make(PIPELINE, path(""));
            edit(
                    "pipeline.yaml",
                    "source:\n",
                    """
                    deletes:
                      min_rows: 10
                    source:
                      private:
                        public.item: [supplier_iban]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAllIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Words of this scene as those of anybody's.
    String asToldToAnybody(String text) {
        String source = "127.0.0.1:" + world.port(Environment.SOURCE_URL);
        String warehouse = "127.0.0.1:" + world.port(Environment.WAREHOUSE_URL);
        return text.replace(folder.toString() + "/", "")
                .replace(source, "db.example.com:5432")
                .replace(warehouse, "wh.example.com:5432")
                .replaceAll("127\\.0\\.0\\.1", "db.example.com")
                .replaceAll("\\b" + world.reader() + "\\b", "tidemark_reader")
                .replaceAll("\\b" + world.source().name() + "\\b", "shop")
                .replaceAll("\\b" + world.warehouse().name() + "\\b", "stars")
                .replaceAll(
                        "\\b" + world.bucket(Environment.INGESTION_BUCKET) + "\\b",
                        "shop-ingestion")
                .replaceAll(
                        "\\b" + world.bucket(Environment.PROCESSED_BUCKET) + "\\b",
                        "shop-processed")
                .replaceAll("\\b([Rr]un|with) (?!999999)\\d+", "$1 42")
                .replaceAll("s3://test-bucket-\\d+", "s3://shop-other")
                .replaceAll("\\b(?=\\d*[a-f])[0-9a-f]{16}\\b", "…")
                .strip();
    }
}
