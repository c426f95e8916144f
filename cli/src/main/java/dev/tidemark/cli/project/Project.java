package dev.tidemark.cli.project;

import dev.tidemark.environment.Environment;
import dev.tidemark.failure.Problems;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The folder that a command works in: its pipelines, its `.env`, and where embedded services keep
/// their data.
///
/// @param process the variables of the process; `.env` adds those that it lacks, or has without a value
public record Project(Path folder, Map<String, String> process) {

    public Project {
        process = Map.copyOf(process);
    }

    /// The launcher's project; the working directory when it was not started by the launcher.
    public static Project here() {
        Path folder = Path.of(System.getProperty("tidemark.project", "")).toAbsolutePath();
        return new Project(folder, System.getenv());
    }

    public Environment environment() {
        var problems = new Problems();
        Environment environment = environment(problems);
        problems.throwFirst();
        return environment;
    }

    /// Goes on after a mistake: what is wrong counts as not set.
    ///
    /// @param problems hears of every mistake
    public Environment environment(Problems problems) {
        DotEnv file = DotEnv.read(folder.resolve(".env"), problems);
        Map<String, String> set = new HashMap<>(process);
        set.values().removeIf(String::isBlank);
        var environment = new Environment(file.values(), file.places()).with(set);
        environment.misspelt().forEach(problems::add);
        return environment;
    }

    public Path pipelines() {
        return folderOf(Environment.PIPELINES, "pipelines");
    }

    public Path home() {
        return folderOf(Environment.HOME, ".tidemark");
    }

    /// The home of the demo's own services, apart from those of real work.
    public Path demoHome() {
        return home().resolve("demo");
    }

    public Pipeline pipeline(String name) {
        return PipelineFolder.read(pipelines(), name);
    }

    /// @param word the name of a pipeline, or the path of its folder
    public PipelineName named(String word) {
        return PipelineName.typed(this, word);
    }

    /// Without the variables: their values may be secrets.
    @Override
    public String toString() {
        return folder.toString();
    }

    private Path folderOf(String variable, String otherwise) {
        return folder.resolve(environment().optional(variable).orElse(otherwise));
    }
}
