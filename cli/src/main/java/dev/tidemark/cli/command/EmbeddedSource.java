package dev.tidemark.cli.command;

import dev.tidemark.cli.console.Console;
import dev.tidemark.cli.console.Text;
import dev.tidemark.cli.project.Workplace;
import dev.tidemark.local.totesys.Totesys;

/// An embedded source is filled on its first use: an empty one has nothing to show.
final class EmbeddedSource {

    private static final int ORDERS = 10_000;
    private static final long SEED = 42;

    private EmbeddedSource() {}

    /// Only where the source is ours, and the pipeline is the one whose source we can make.
    static void fillIfEmpty(Workplace workplace, Console console) {
        if (workplace.hasUnfilledSource()) {
            new Totesys(workplace.source(), SEED, ORDERS).seed();
            console.err()
                    .println(
                            "Filled the embedded source with %s sales orders."
                                    .formatted(Text.count(ORDERS)));
        }
    }
}
