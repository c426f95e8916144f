package dev.tidemark.cli.project;

import dev.tidemark.environment.Environment;
import dev.tidemark.pipeline.Pipeline;
import dev.tidemark.pipeline.PipelineFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The folder that a command works in: its pipelines, its `.env`, and where embedded services keep
/// their data.
///
/// @param process the variables of the process; `.env` adds those that it lacks
public record Project(Path folder, Map<String, String> process) {

    public Project {
        process = Map.copyOf(process);
    }

    /// The launcher's project; the working directory when it was not started by the launcher.
    public static Project here() {
        Path folder = Path.of(System.getProperty("tidemark.project", "")).toAbsolutePath();
        return new Project(folder, System.getenv());
    }

    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(DotEnv.read(folder.resolve(".env")));
        variables.putAll(process);
        return variables;
    }

    public Environment environment() {
        return new Environment(variables()).requireKnown();
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

    /// Without the variables: their values may be secrets.
    @Override
    public String toString() {
        return folder.toString();
    }

    private Path folderOf(String variable, String otherwise) {
        return folder.resolve(environment().optional(variable).orElse(otherwise));
    }
}
