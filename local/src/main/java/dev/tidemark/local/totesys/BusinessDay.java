package dev.tidemark.local.totesys;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What happened on a business day.
///
/// @param changes rows by kind of change; kinds that did not happen are missing
/// @param watched the silent change to look at: always the same order, every day another column
public record BusinessDay(
        int number, LocalDate date, Map<Change, Integer> changes, SilentChange watched) {

    public BusinessDay {
        var sorted = new EnumMap<Change, Integer>(Change.class);
        sorted.putAll(changes);
        changes = Collections.unmodifiableMap(sorted);
    }

    public int count(Change change) {
        return changes.getOrDefault(change, 0);
    }
}
