package dev.tidemark.bench.contest;

import dev.tidemark.bench.meter.Command;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.bench.scene.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A first look at the source: seven tables into Parquet in the ingestion zone, beside binary `COPY` thrown away, which
/// is all that one backend of the server can give.
final class IngestContest {

    private static final double AIM = 1.0;
    private static final int MEGABYTES = 256;

    private IngestContest() {}

    static Contest of(Site site, Peers peers, long rows) {
        var turns = new Turns(site);
        List<Contestant> all = new ArrayList<>();
        all.add(
                Contestant.ours(
                        "Tidemark ingest",
                        () -> turns.next().tidemark("ingest", SalesPipeline.NAME)));
        all.add(
                Contestant.limit(
                        "COPY (format binary), thrown away", () -> thrownAway(site.sourceUrl())));
        all.addAll(peers.toParquet());
        return new Contest("Ingest", "source → Parquet in S3", rows, AIM, MEGABYTES, all);
    }

    private static Command thrownAway(String url) {
        List<String> words = new ArrayList<>(List.of("psql", "-Xqo", "/dev/null", "-d", url));
        Stream.concat(SalesPipeline.SMALL_TABLES.stream(), Stream.of(SalesPipeline.LARGE_TABLE))
                .map("copy %s to stdout (format binary)"::formatted)
                .forEach(copy -> words.addAll(List.of("-c", copy)));
        return Command.of(words.toArray(String[]::new));
    }
}
