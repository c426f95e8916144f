package dev.tidemark.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Main;
import dev.tidemark.cli.console.Screen;
import dev.tidemark.cli.project.Project;
import dev.tidemark.environment.DatabaseUrl;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.FixedLogin;
import dev.tidemark.services.junit.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Somebody who reads a page and types what it says, in a folder of their own, with a database `shop` at db.example.com
/// and a warehouse `stars` at wh.example.com.
record Desk(Path folder, TestDatabase source, TestDatabase warehouse) {

    private static final String SOURCE = "db.example.com:5432/shop";
    private static final String WAREHOUSE = "wh.example.com:5432/stars";
    private static final String FOLDER = "/home/you/tidemark";
    private static final String OWNER = "you";
    private static final String PASSWORD = "OfTheOwner";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /// Both databases are the reader's own, who is no superuser, and let nobody else do anything
    /// before the page says so.
    static Desk open(Path folder, TestDatabase source, TestDatabase warehouse) {
        Stream.of(source, warehouse).forEach(Desk::handOver);
        return new Desk(folder, source, warehouse);
    }

    private static void handOver(TestDatabase database) {
        try {
            database.execute(
                    """
                    do $$ begin
                        if to_regrole('%1$s') is null then
                            create role %1$s login createrole password '%2$s';
                        end if;
                    end $$
                    """
                            .formatted(OWNER, PASSWORD),
                    "alter database %s owner to %s".formatted(database.name(), OWNER),
                    "revoke all on database %s from public".formatted(database.name()));
        } catch (SQLException e) {
            throw new IllegalStateException("The owner of a database", e);
        }
    }

    /// What a block does besides printing.
    void follow(Block block) {
        switch (block.info()) {
            case "sql source" -> execute(source, block.text());
            case "sql warehouse" -> execute(warehouse, block.text());
            case "dotenv" -> write(".env", block.text());
            default -> {
                block.file().ifPresent(file -> write(file, block.text()));
                block.partOf().ifPresent(file -> requireCut(file, block.text()));
            }
        }
    }

    /// What is seen after a command was typed.
    List<String> type(String command) {
        List<String> words = words(command);
        List<String> printed =
                switch (words.getFirst()) {
                    case "./tidemark" -> tidemark(words.subList(1, words.size()));
                    case "psql" -> psql(words);
                    default -> throw new IllegalArgumentException("nobody can type " + command);
                };
        return printed.stream().map(this::toldToAnybody).toList();
    }

    private List<String> tidemark(List<String> arguments) {
        var screen = new StringWriter();
        var writer = new PrintWriter(screen, true);
        var project = new Project(folder, Map.of("NO_COLOR", "1"));
        Main.commandLine(project)
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(String[]::new));
        return Screen.after(screen.toString());
    }

    private List<String> psql(List<String> words) {
        var typed = DatabaseUrl.parse("psql", words.get(1));
        if (!typed.user().equals(OWNER)) {
            throw new IllegalArgumentException("nobody knows the password of " + typed.user());
        }
        return new Psql(asOwner(typed.host().startsWith("wh.") ? warehouse : source))
                .print(words.getLast());
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(
                    word.group(1) != null
                            ? word.group(1)
                            : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    private static void execute(TestDatabase database, String sql) {
        try (Connection connection = asOwner(database).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    sql.replaceAll(
                            "\\bdatabase (shop|totesys|stars)\\b", "database " + database.name()));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static Database asOwner(TestDatabase database) {
        String url = database.url(OWNER, PASSWORD);
        return new Database(new FixedLogin(DatabaseUrl.parse("a test", url)), Map.of());
    }

    /// `…` stands for what is left out; lines may be broken elsewhere.
    private void requireCut(String file, String text) {
        String cut =
                Pattern.quote(inOneLine(text))
                        .replaceAll(" *… *", Matcher.quoteReplacement("\\E.*?\\Q"));
        assertThat(inOneLine(Markdown.read(folder.resolve(file)))).containsPattern(cut);
    }

    private static String inOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private void write(String file, String text) {
        Path path = folder.resolve(file);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(
                    path, text.replace(SOURCE, place(source)).replace(WAREHOUSE, place(warehouse)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(TestDatabase database) {
        return DatabaseUrl.parse("a test", database.url()).place();
    }

    private String toldToAnybody(String line) {
        return line.replace(place(source), SOURCE)
                .replace(place(warehouse), WAREHOUSE)
                .replace("database \"%s\"".formatted(source.name()), "database \"shop\"")
                .replace("database \"%s\"".formatted(warehouse.name()), "database \"stars\"")
                .replace(folder.toString(), FOLDER);
    }
}
