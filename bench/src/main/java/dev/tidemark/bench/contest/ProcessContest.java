package dev.tidemark.bench.contest;

import dev.tidemark.bench.limit.BareEngine;
import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.bench.scene.Turns;
import java.nio.file.Path;
import java.util.List;

/// The models of a first run, beside the same SELECTs by DuckDB alone on local files: no S3, no checks, no current
/// state, no query log.
final class ProcessContest {

    /// At most 1.2 times as long as bare DuckDB.
    private static final double AIM = 1 / 1.2;

    private ProcessContest() {}

    /// @param ingested holds run 1
    static Contest of(Site site, Destination ingested, long rows) {
        var turns = new Turns(site);
        return new Contest(
                "Process",
                "Parquet → seven models → Parquet in S3",
                rows,
                AIM,
                Contest.MEGABYTES,
                List.of(
                        Contestant.ours(
                                "Tidemark process",
                                () ->
                                        ingested.withProcessed(turns.next())
                                                .tidemark("process", SalesPipeline.NAME)),
                        Contestant.limit("DuckDB alone", () -> bare(site, ingested))));
    }

    private static Command bare(Site site, Destination ingested) {
        Path models = site.project().resolve("pipelines/totesys/models");
        return Command.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BareEngine.class.getName(),
                ingested.ingestedFiles().toString(),
                models.toString(),
                site.folder().resolve("bare").toString());
    }
}
