package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.init.Destination;
import dev.tidemark.cli.init.Drafting;
import dev.tidemark.cli.init.Shape;
import dev.tidemark.cli.init.Written;
import dev.tidemark.cli.project.Project;
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

    /// Schemas that are the server's own, and that of the ledger.
    private static final Pattern RESERVED = Pattern.compile("pg_.*|information_schema|tidemark");

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
        String schema = name.replace('-', '_');
        if (RESERVED.matcher(schema).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the warehouse's schema `%s` is not for pipelines; choose another name"
                            .formatted(schema));
        }
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
            written.omitted().forEach(o -> console.line("  %s %s".formatted(o.source(), o.why())));
        }
        console.line(
                "Wrote %s: pipeline.yaml, %s, warehouse/V1__tables.sql"
                        .formatted(folder, Text.count(written.tables().size(), "model", "models")));
        Path place = project.pipelines().resolve(name);
        console.line(
                folder.equals(place) ? "Now type:" : "Once it lies in %s, type:".formatted(place));
        console.line(TypedCommand.in("  tidemark run " + name));
        console.line(
                "and in the warehouse, where the tables are in the schema "
                        + written.schema()
                        + ":");
        console.line("  " + written.query());
    }
}
