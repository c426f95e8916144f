package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.init.Destination;
import dev.tidemark.cli.init.Drafting;
import dev.tidemark.cli.init.Shape;
import dev.tidemark.cli.init.Written;
import dev.tidemark.cli.project.Neighbours;
import dev.tidemark.cli.project.Project;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.pipeline.WarehouseSettings;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Logins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidemark init`: a first pipeline for any Postgres database.
@Command(
        name = "init",
        description =
                "Looks at the source and writes a first pipeline that runs as it is: a table of the"
                        + " warehouse for each of the source.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark init shop",
            "  tidemark init shop --raw",
            "  tidemark init shop --schema sales --schema stock"
        })
public final class InitCommand implements Runnable {

    /// Flyway's table of a pipeline, `schema_history_<name>`, has to stay within 63 bytes.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    private final Project project;
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "What the pipeline shall be called, and its folder under pipelines/.")
    private String name;

    @Option(
            names = "--raw",
            description = "A plain mirror: tables have the names that they have in the source.")
    private boolean raw;

    @Option(
            names = "--schema",
            paramLabel = "SCHEMA",
            description =
                    "A schema of the source to follow; otherwise all that hold tables. Repeatable.")
    private List<String> schemas = new ArrayList<>();

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "The folder to write, instead of pipelines/NAME.")
    private @Nullable Path into;

    public InitCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        requireName();
        requireSchema();
        Path folder = into == null ? project.pipelines().resolve(name) : into.toAbsolutePath();
        var drafting = new Drafting(new Database(Logins.source(project.environment()), Map.of()));
        Written written =
                drafting.write(
                        name,
                        schemas,
                        raw ? Shape.MIRROR : Shape.DIMENSIONS,
                        new Destination(folder));
        print(Terminal.of(spec, project), folder, written);
    }

    private void requireName() {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "`%s` is no name for a pipeline; write a small letter, then up to 39 of a-z, 0-9, _ and -"
                            .formatted(name));
        }
        String schema = Drafting.schema(name);
        WarehouseSettings.unfit(schema)
                .ifPresent(
                        why -> {
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "it would fill the warehouse's schema `%s`, %s; choose another name"
                                            .formatted(schema, why));
                        });
    }

    private void requireSchema() {
        String schema = Drafting.schema(name);
        new Neighbours(project.pipelines(), name)
                .filling(schema).stream()
                        .findFirst()
                        .ifPresent(
                                other -> {
                                    throw TerminalFailure.configuration(
                                            "`%s` would fill the warehouse's schema `%s`, as pipeline `%s` does: one would overwrite the other's rows"
                                                    .formatted(name, schema, other.name()),
                                            "choose a name that differs in more than - and _");
                                });
    }

    private void print(Console console, Path folder, Written written) {
        var grid =
                new Grid(
                        "  ",
                        console.style(),
                        "table of the source",
                        "key",
                        ">columns",
                        "table of the warehouse");
        written.tables()
                .forEach(
                        table ->
                                grid.row(
                                        table.source(),
                                        String.join(", ", table.key()),
                                        Text.count(table.columns()),
                                        table.target()));
        grid.print(console);
        if (!written.omitted().isEmpty()) {
            console.line("Left out, as source.exclude in pipeline.yaml says:");
            list(console, written.omitted());
        }
        if (!written.unfollowed().isEmpty()) {
            console.line("Not followed, because no run could see what changes in them:");
            list(console, written.unfollowed());
        }
        console.line(
                "Wrote %s: pipeline.yaml, %s, warehouse/V1__tables.sql"
                        .formatted(folder, Text.count(written.tables().size(), "model", "models")));
        Path place = project.pipelines().resolve(name);
        console.line(
                folder.equals(place) ? "Now type:" : "Once it lies in %s, type:".formatted(place));
        console.line(TypedCommand.in("  tidemark check " + name));
        console.line(TypedCommand.in("  tidemark run " + name));
        console.line(
                "and in the warehouse, where the tables are in the schema "
                        + written.schema()
                        + ":");
        console.line("  " + written.query());
    }

    private static void list(Console console, List<Written.Omitted> omitted) {
        omitted.forEach(each -> console.line("  %s %s".formatted(each.source(), each.why())));
    }
}
