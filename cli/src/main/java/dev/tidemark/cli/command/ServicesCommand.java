package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.project.Project;
import dev.tidemark.local.services.DetachedServices;
import dev.tidemark.local.services.Part;
import dev.tidemark.local.services.Registration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark services`: the embedded source, warehouse and S3, apart from any command.
@Command(
        name = "services",
        description = "Starts, stops and shows the embedded source, warehouse and S3.",
        synopsisSubcommandLabel = "start|stop|status",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark services start    keeps them running, so that commands need not start them",
            "  tidemark services status   says where they answer",
            "  tidemark services stop     data are kept; also ends what `demo --keep` left"
        })
public final class ServicesCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;

    public ServicesCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say start, stop or status.");
    }

    @Command(name = "start", description = "Starts them; they run until they are stopped.")
    void start() {
        Console console = Terminal.of(spec, project);
        print(console, "services", new DetachedServices(project.home()).start());
    }

    @Command(
            name = "stop",
            description = "Stops them, those of `demo --keep` as well; data are kept.")
    void stop() {
        Console console = Terminal.of(spec, project);
        homes().forEach(
                        (name, home) ->
                                console.line(
                                        switch (new DetachedServices(home).stop()) {
                                            case STOPPED -> name + " stopped";
                                            case NOTHING_RAN -> name + " were not running";
                                        }));
    }

    @Command(name = "status", description = "Says whether they run, and where they answer.")
    void status() {
        Console console = Terminal.of(spec, project);
        homes().forEach((name, home) -> print(console, name, new DetachedServices(home).running()));
    }

    private Map<String, Path> homes() {
        Map<String, Path> homes = new LinkedHashMap<>();
        homes.put("services", project.home());
        homes.put("services of the demo", project.demoHome());
        return homes;
    }

    private static void print(Console console, String name, Optional<Registration> running) {
        running.ifPresentOrElse(
                registration -> print(console, name, registration),
                () -> console.line(name + " are not running"));
    }

    /// The URLs hold passwords of servers that listen on this machine only; psql needs them.
    private static void print(Console console, String name, Registration running) {
        Style style = console.style();
        console.line("%s are running, hosted by process %d".formatted(name, running.hostPid()));
        var grid = new Grid("  ", style, "", "");
        new TreeMap<>(running.endpoints().addresses())
                .forEach(
                        (part, address) ->
                                grid.row(
                                        label(part), (part == Part.LAKE ? "" : "psql ") + address));
        grid.lines().stream().skip(1).forEach(console::line);
    }

    private static String label(Part part) {
        return switch (part) {
            case SOURCE -> "source";
            case WAREHOUSE -> "warehouse";
            case LAKE -> "S3";
        };
    }
}
