package dev.tidemark.acceptance.mistake;

import java.util.List;

/// The mistakes of one place, in the order of the table.
///
/// @param place the heading of their table
record Mistakes(String place, List<Mistake> all) {

    static final List<Mistakes> EVERYWHERE =
            List.of(
                    new Mistakes("On the command line", Typing.mistakes()),
                    new Mistakes("In the environment or in .env", Variables.mistakes()),
                    new Mistakes("In the source", Sources.mistakes()),
                    new Mistakes("In pipeline.yaml", Settings.mistakes()),
                    new Mistakes("In a model", Models.mistakes()),
                    new Mistakes("In the buckets", Buckets.mistakes()),
                    new Mistakes("In the warehouse and its migrations", Warehouses.mistakes()));
}
