package dev.tidemark.bench.contest;

import dev.tidemark.bench.limit.ReadyFiles;
import dev.tidemark.bench.scene.Destination;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.bench.scene.Turns;
import java.util.List;

/// A first load into an empty warehouse, migrations included, beside psql that runs the same SQL from files that are
/// ready: binary COPY with the record ids in them, primary key, indexes, `ATTACH` with nine foreign keys.
final class LoadContest {

    private static final double AIM = 0.85;

    private LoadContest() {}

    /// @param processed holds run 1 of both zones
    static Contest of(Site site, Destination processed, ReadyFiles ready, long rows) {
        var turns = new Turns(site);
        return new Contest(
                "Load",
                "Parquet in S3 → partitioned fact with nine foreign keys, six dimensions",
                rows,
                AIM,
                Contest.MEGABYTES,
                List.of(
                        Contestant.ours(
                                "Tidemark load",
                                () ->
                                        processed
                                                .withWarehouse(turns.next())
                                                .tidemark("load", SalesPipeline.NAME)),
                        Contestant.limit("psql, the same SQL from ready files", ready::load)));
    }
}
