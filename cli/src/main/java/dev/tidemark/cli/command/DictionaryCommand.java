package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.dictionary.Dictionary;
import dev.tidemark.cli.dictionary.JsonPage;
import dev.tidemark.cli.dictionary.MarkdownPage;
import dev.tidemark.cli.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tidemark dictionary`: what lies in the warehouse, and where it comes from.
@Command(
        name = "dictionary",
        description = {
            "Describes the warehouse: tables, keys, columns with their meaning and where they come from.",
            "Made of the pipeline folder alone; no database is asked."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidemark dictionary totesys > docs/warehouse.md",
            "  tidemark dictionary totesys --output json"
        })
public final class DictionaryCommand implements Runnable {

    /// The forms that a dictionary is printed in.
    enum Format {
        MARKDOWN,
        JSON
    }

    private final Project project;
    @Spec private CommandSpec spec;
    @Mixin private PipelineArgument pipeline;

    @Option(
            names = "--output",
            paramLabel = "markdown|json",
            defaultValue = "markdown",
            description = "How to print: markdown (default), with a diagram per star, or json.")
    private Format format;

    public DictionaryCommand(Project project) {
        this.project = project;
    }

    @Override
    public void run() {
        Console console = Terminal.of(spec, project);
        Dictionary dictionary = Dictionary.of(project.pipeline(pipeline.name()));
        switch (format) {
            case MARKDOWN -> new MarkdownPage(dictionary).lines().forEach(console::line);
            case JSON -> console.line(new JsonPage(dictionary).text());
        }
    }
}
