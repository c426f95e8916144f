package dev.tidemark.cli.demo;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Project;
import dev.tidemark.cli.project.Stages;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.local.services.DetachedServices.Stopping;
import dev.tidemark.local.services.Endpoints;
import dev.tidemark.local.services.Services;
import dev.tidemark.local.totesys.Totesys;
import dev.tidemark.progress.Progress;

/// The demo: a first load, then three business days with a tick after each, then what an analyst
/// gets out of it.
public final class Demo {

    /// What becomes of the services when the demo ends.
    public enum Ending {
        KEEP,
        REMOVE
    }

    private static final String PIPELINE = "totesys";

    private final Project project;
    private final Console console;
    private final Narrator narrator;
    private final Progress progress;
    private final int orders;
    private final long seed;

    public Demo(Project project, Console console, Progress progress, int orders, long seed) {
        this.project = project;
        this.console = console;
        this.narrator = new Narrator(console);
        this.progress = progress;
        this.orders = orders;
        this.seed = seed;
    }

    public void play(Ending ending) {
        var home = new DemoHome(project.demoHome());
        narrator.headline("A trader in tote bags, followed from its database into a warehouse");
        if (home.clear() == Stopping.STOPPED) {
            narrator.aside("The services of an earlier demo were still running; they are stopped.");
        }
        try (Services services =
                        narrator.step(
                                "Starting two Postgres servers and an S3",
                                () -> home.start(ending));
                Workplace workplace = Workplace.on(services, project, PIPELINE)) {
            var totesys = new Totesys(workplace.source(), seed, orders);
            var seeding =
                    narrator.step(
                            "Filling the source with %s sales orders".formatted(Text.count(orders)),
                            totesys::seed);
            narrator.aside(
                    "and %s purchase orders, %s payments: eleven tables"
                            .formatted(
                                    Text.count(seeding.purchaseOrders()),
                                    Text.count(seeding.payments())));
            new Story(narrator, console, totesys, Stages.connect(workplace, progress)).tell();
            new Answers(narrator, console, workplace).give(totesys.watchedOrder());
            goodbye(ending, services.endpoints());
        }
        if (ending == Ending.REMOVE) {
            home.remove();
        }
    }

    private void goodbye(Ending ending, Endpoints endpoints) {
        switch (ending) {
            case KEEP -> {
                narrator.headline("Look around, as long as you like");
                narrator.say("psql " + endpoints.warehouseUrl());
                narrator.say("psql " + endpoints.sourceUrl());
                narrator.say("TIDEMARK_HOME=%s ./tidemark runs %s".formatted(home(), PIPELINE));
                narrator.say("./tidemark services stop");
            }
            case REMOVE -> {
                narrator.headline("That was all, and nothing is left behind");
                narrator.say(
                        "./tidemark demo --keep leaves the services running and prints the psql lines");
            }
        }
        console.line();
    }

    private String home() {
        return project.folder().relativize(project.demoHome()).toString();
    }
}
