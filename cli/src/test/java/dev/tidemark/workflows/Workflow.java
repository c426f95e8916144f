package dev.tidemark.workflows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One of `.github/workflows`.
record Workflow(Yaml yaml) {

    static Workflow read(String name) {
        return new Workflow(Yaml.read("workflows/" + name));
    }

    static Stream<Workflow> all() {
        return Yaml.workflows().stream().map(Workflow::read);
    }

    String name() {
        return yaml.text("name");
    }

    @Override
    public String toString() {
        return name();
    }

    Map<String, Yaml> jobs() {
        Map<String, Yaml> jobs = new LinkedHashMap<>();
        Yaml all = yaml.in("jobs");
        all.keys().keySet().forEach(name -> jobs.put((String) name, all.in((String) name)));
        return jobs;
    }

    Yaml job(String name) {
        return yaml.in("jobs").in(name);
    }

    /// Of all its jobs.
    List<Yaml> steps() {
        return jobs().values().stream().flatMap(job -> job.list("steps").stream()).toList();
    }

    /// The first step of the job that says this: in what it runs, or as the action that it uses.
    static Yaml step(Yaml job, String said) {
        return job.list("steps").stream()
                .filter(step -> says(step, said))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step says  " + said));
    }

    static boolean says(Yaml step, String said) {
        return step.text("run").contains(said) || step.text("uses").startsWith(said + "@");
    }
}
