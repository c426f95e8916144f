package dev.tidemark.bench.contest;

import dev.tidemark.bench.limit.BareTable;
import dev.tidemark.bench.limit.ReadyFiles;
import dev.tidemark.bench.meter.Meter;
import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All contests of a site, in the order of the stages. Each stage's begins with what the stage before it left.
public final class Contests {

    private final Site site;
    private final Meter meter;
    private final Peers peers;
    private final Destination loaded;

    public Contests(Site site, Meter meter, Peers peers) {
        this.site = site;
        this.meter = meter;
        this.peers = peers;
        this.loaded = site.destination();
    }

    /// @param only `ingest`, `process`, `load` or `whole`; all are held if there are none
    /// @param told hears how it goes
    public List<Outcome> held(
            long rows, int repetitions, List<String> only, Consumer<String> told) {
        told.accept("One run that the contests of process and load begin with");
        meter.run(loaded.tidemark("run", SalesPipeline.NAME));
        var ready = ReadyFiles.of(site, meter, loaded, rows);
        List<Contest> contests =
                List.of(
                        IngestContest.of(site, peers, rows),
                        ProcessContest.of(site, loaded, rows),
                        LoadContest.of(site, loaded, ready, rows),
                        WholeContest.of(site, peers, BareTable.prepare(site, meter), rows));
        List<Outcome> outcomes = new ArrayList<>();
        for (Contest contest : contests) {
            if (!only.isEmpty() && only.stream().noneMatch(contest::isCalled)) {
                continue;
            }
            outcomes.add(Outcome.of(contest, meter, repetitions, told));
        }
        return outcomes;
    }

    /// A destination that holds the first run, and nothing else, in all its zones and its warehouse.
    public Destination loaded() {
        return loaded;
    }
}
