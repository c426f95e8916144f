package dev.tidemark.bench.contest;

import dev.tidemark.bench.limit.BareTable;
import dev.tidemark.bench.scene.SalesPipeline;
import dev.tidemark.bench.scene.Site;
import dev.tidemark.bench.scene.Turns;
import java.util.ArrayList;
import java.util.List;

/// From the source to the star schema in one command: three stages, two zones, nine foreign keys. Beside it the one
/// large table copied as it is, by COPY and by tools, and given its keys afterwards.
final class WholeContest {

    private static final double AIM = 0.6;

    private WholeContest() {}

    static Contest of(Site site, Peers peers, BareTable bare, long rows) {
        var turns = new Turns(site);
        List<Contestant> all = new ArrayList<>();
        all.add(
                Contestant.ours(
                        "Tidemark run", () -> turns.next().tidemark("run", SalesPipeline.NAME)));
        all.add(Contestant.limit("COPY piped into COPY, then the keys", bare::copyAndKeys));
        all.addAll(peers.toWarehouse(bare));
        return new Contest(
                "The whole",
                "source → star schema with all keys",
                rows,
                AIM,
                Contest.MEGABYTES,
                all);
    }
}
