package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Grid;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.document.ShowDocument;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.cli.show.Found;
import dev.tidemark.cli.show.LakeReader;
import dev.tidemark.cli.show.LakeReader.Rows;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tidemark show`: what a run brought of a table, read back from the lake.
@Command(
        name = "show",
        description = "Prints what a run brought of a table, read back from the lake.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark show totesys 2 sales_order",
            "  tidemark show totesys 2 fact_sales_order --limit 5",
            "  tidemark show totesys 2 public.payment --output json"
        })
public final class ShowCommand implements Runnable {

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;
    @Mixin private OutputOption output;

    @Parameters(index = "1", paramLabel = "RUN", description = "The number of a run.")
    private long run;

    @Parameters(
            index = "2",
            paramLabel = "TABLE",
            description =
                    "A table of the source, or a model; where two have the name, schema.TABLE or"
                            + " models/TABLE.")
    private String table;

    @Mixin private LimitOption limit;

    public ShowCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        int most = limit.require(spec);
        try (var workplace =
                Terminal.open(console, project, pipeline.name(), Workplace.Needs.LAKE)) {
            Found found = Found.in(workplace, Arguments.run(spec, run), table);
            var reader = new LakeReader(workplace.environment(), found.bucket());
            if (output.isJson()) {
                var upserted = reader.first(found.files(), most);
                var deleted = reader.first(found.deletedFiles(), most);
                var document = new ShowDocument(pipeline.name(), found, upserted, deleted);
                console.line(document.json().toPrettyString());
            } else {
                print(console, found, reader, most);
            }
        }
    }

    private static void print(Console console, Found found, LakeReader reader, int most) {
        console.line(console.style().bold(found.title()) + "  " + found.description());
        print(console, reader.first(found.files(), most), found.rows());
        if (found.deleted() > 0) {
            console.line();
            console.line(console.style().bold("deleted keys"));
            print(console, reader.first(found.deletedFiles(), most), found.deleted());
        }
    }

    private static void print(Console console, Rows rows, long all) {
        if (!rows.cells().isEmpty()) {
            console.line();
            grid(console, rows).forEach(console::line);
        }
        long more = all - rows.cells().size();
        if (more > 0) {
            console.line(
                    console.style().dim("%s more; --limit shows them".formatted(Text.count(more))));
        }
    }

    private static List<String> grid(Console console, Rows rows) {
        var grid = new Grid("", console.style(), rows.columns().toArray(String[]::new));
        for (List<@Nullable String> row : rows.cells()) {
            grid.row(row.stream().map(cell -> text(console, cell)).toArray(String[]::new));
        }
        List<String> lines = grid.lines();
        boolean fits = lines.stream().allMatch(line -> line.length() <= console.columns());
        return fits || !console.isTerminal() ? lines : records(console, rows);
    }

    /// One line per value, for rows too wide for the terminal.
    private static List<String> records(Console console, Rows rows) {
        return rows.cells().stream()
                .map(
                        row -> {
                            var grid = new Grid("", console.style(), "column", "value");
                            for (int i = 0; i < row.size(); i++) {
                                grid.row(rows.columns().get(i), text(console, row.get(i)));
                            }
                            return grid.lines().stream()
                                    .skip(1)
                                    .collect(Collectors.joining("\n", "", "\n"));
                        })
                .toList();
    }

    private static String text(Console console, @Nullable String cell) {
        return cell == null ? console.style().dim("null") : Text.printable(cell);
    }
}
