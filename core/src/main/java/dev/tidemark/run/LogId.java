package dev.tidemark.run;

import java.util.regex.Pattern;

/// The identity of a run log, drawn by its first run and carried by every query log and ledger row
/// that continues it.
public record LogId(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    public LogId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no log id: sixteen hexadecimal digits expected");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
