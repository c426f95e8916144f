package dev.tidemark.cli.check;

import java.util.Locale;

/// What a check looks at: before a run, and at a deployment.
public enum Area {
    ENVIRONMENT,
    PIPELINE,
    BUCKETS,
    SOURCE,
    MODELS,
    EXAMPLES,
    WAREHOUSE,

    ACCOUNT,
    FUNCTIONS,
    RIGHTS,
    SECRETS,
    SCHEDULE,
    FAILURES,
    ALARMS,
    MAIL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
