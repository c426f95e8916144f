package dev.tidemark.cli.check;

import java.util.Locale;

/// What a check looks at, in this order.
public enum Area {
    ENVIRONMENT,
    PIPELINE,
    BUCKETS,
    SOURCE,
    MODELS,
    EXAMPLES,
    WAREHOUSE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
