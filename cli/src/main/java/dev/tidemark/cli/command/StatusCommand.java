package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Style;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.console.TypedCommand;
import dev.tidemark.cli.document.StatusDocument;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.report.HorizonReport;
import dev.tidemark.cli.report.LostRows;
import dev.tidemark.cli.report.RunHistory;
import dev.tidemark.cli.report.RunsBehind;
import dev.tidemark.cli.report.SourceLook;
import dev.tidemark.cli.report.Standing;
import dev.tidemark.cli.report.Waiting;
import dev.tidemark.failure.TerminalFailure;
import dev.tidemark.failure.TidemarkFailure;
import dev.tidemark.ingest.Wiring;
import dev.tidemark.ingest.horizon.HeldHorizon;
import dev.tidemark.load.RefusedRuns;
import dev.tidemark.postgres.Database;
import dev.tidemark.postgres.Login;
import dev.tidemark.postgres.Logins;
import dev.tidemark.progress.Progress;
import dev.tidemark.run.RunNumber;
import dev.tidemark.run.Stage;
import dev.tidemark.runlog.IngestLog;
import dev.tidemark.runlog.Snapshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tidemark status`: where each stage stands.
@Command(
        name = "status",
        description = "Says where each stage stands, and how old the warehouse's picture is.",
        footerHeading = "%nExamples:%n",
        footer = {"  tidemark status totesys", "  tidemark status totesys --output json"})
public final class StatusCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;

    public StatusCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.EVERYTHING)) {
            Terminal.sayWhatIsEmbedded(console, workplace);
            var history = workplace.history();
            var waiting =
                    Waiting.of(
                            history,
                            workplace.ingestionZone(),
                            workplace.processedZone(),
                            pipeline.name());
            var look = look(workplace, history.newestIngested());
            Optional<String> lost =
                    new LostRows(workplace.pipeline(), history, workplace::warehouse)
                            .notice(waiting.models());
            var standings =
                    Standing.of(
                            history,
                            waiting,
                            look.trouble(),
                            lost.map(notice -> "rows are missing"),
                            Clock.systemUTC());
            List<String> remarks = new ArrayList<>(look.remarks());
            remarks.addAll(
                    new RunsBehind(
                                    workplace.pipeline(),
                                    history,
                                    workplace.processedZone(),
                                    next -> refusal(workplace, history, next))
                            .remarks(standings));
            lost.ifPresent(remarks::add);
            remarks.addAll(remarks(waiting, horizon(history, workplace)));
            if (output.isJson()) {
                var document = new StatusDocument(pipeline.name(), standings, remarks);
                console.line(document.json().toPrettyString());
            } else {
                grid(standings, console.style()).print(console);
                remarks.forEach(remark -> console.line(TypedCommand.in(remark)));
            }
        }
    }

    private static SourceLook look(Workplace workplace, Optional<RunNumber> newest) {
        return workplace.hasUnfilledSource()
                ? SourceLook.toBeFilled(workplace.pipeline().name())
                : SourceLook.of(Wiring.ingestion(workplace.environment(), Progress.SILENT), newest);
    }

    private static Optional<TerminalFailure> refusal(
            Workplace workplace, RunHistory history, RunNumber next) {
        Login owner =
                Logins.migration(workplace.environment())
                        .orElseGet(() -> Logins.warehouse(workplace.environment()));
        return new RefusedRuns(workplace.pipeline(), history.processed())
                .foreseen(workplace.warehouse(), owner, next);
    }

    private Grid grid(List<Standing> standings, Style style) {
        var grid = new Grid("", style, pipeline.name(), ">newest run", "as of", "");
        for (Standing standing : standings) {
            grid.row(
                    standing.stage().toString(),
                    run(standing),
                    standing.age().map(age -> Text.duration(age) + " ago").orElse(""),
                    behind(style, standing));
        }
        return grid;
    }

    private static String run(Standing standing) {
        return standing.run().map(RunNumber::toString).orElse(standing.isKnown() ? "none" : "?");
    }

    private static String behind(Style style, Standing standing) {
        if (standing.isUpToDate()) {
            return style.green("up to date with " + upstream(standing.stage()));
        }
        if (standing.isBehind()) {
            return style.red(
                    Text.count(standing.runsBehind().orElseThrow(), "run behind", "runs behind"));
        }
        return style.red(
                standing.incomplete().isEmpty() ? standing.trouble().orElse("") : "incomplete");
    }

    private static String upstream(Stage stage) {
        return switch (stage) {
            case INGEST -> "the source";
            case PROCESS -> "ingest";
            case LOAD -> "process";
        };
    }

    private List<String> remarks(Waiting waiting, List<String> horizon) {
        List<String> remarks = new ArrayList<>();
        if (!waiting.tables().isEmpty()) {
            remarks.add("to be read in full by the next ingest: " + names(waiting.tables()));
        }
        if (!waiting.models().isEmpty()) {
            remarks.add("to be made whole by the next process: " + names(waiting.models()));
        }
        if (!remarks.isEmpty()) {
            remarks.add("  tidemark run %s  does it".formatted(pipeline.name()));
        }
        remarks.addAll(horizon);
        return remarks;
    }

    private static String names(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /// The source is asked only if its oldest transaction matters, and need not answer.
    private static List<String> horizon(RunHistory history, Workplace workplace) {
        Optional<Snapshot> snapshot =
                history.ingested().newest().map(IngestLog::snapshot).filter(HeldHorizon::concerns);
        if (snapshot.isEmpty()) {
            return List.of();
        }
        try {
            Database source = workplace.source();
            return HorizonReport.lines(snapshot.get(), HeldHorizon.of(source), source.user());
        } catch (TidemarkFailure e) {
            return List.of(
                    "the source's oldest transaction holds back what runs may forget; who that is, it does not say: "
                            + e.getMessage());
        }
    }
}
