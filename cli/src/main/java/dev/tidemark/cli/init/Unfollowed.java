package dev.tidemark.cli.init;

import dev.tidemark.runlog.TableName;

/// What looks like a table of the source, and whose changes no run could see.
record Unfollowed(TableName name, Kind kind) {

    enum Kind {
        VIEW("is a view: write its SELECT as a model, over the tables that it reads"),
        MATERIALIZED_VIEW(
                "is a materialized view: write its SELECT as a model, over the tables that it reads"),
        FOREIGN_TABLE(
                "is a foreign table: its rows are another server's, which a pipeline of its own can follow");

        private final String why;

        Kind(String why) {
            this.why = why;
        }
    }

    /// In words that go on after its name.
    String why() {
        return kind.why;
    }
}
