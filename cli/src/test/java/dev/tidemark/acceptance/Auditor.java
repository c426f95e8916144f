package dev.tidemark.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.services.junit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Compares whole tables of the warehouse with the source, and its history with what the auditor saw at each tick.
final class Auditor {

    private final List<Audit> audits = Audit.all();
    private final Map<String, Map<Long, Seen>> facts = new HashMap<>();

    /// Every version of a row that was there at some tick, and whether it is there still.
    private static final class Seen {
        private final List<List<String>> versions = new ArrayList<>();
        private boolean present;

        void is(List<String> row) {
            if (!present || !versions.getLast().equals(row)) {
                versions.add(row);
            }
            present = true;
        }
    }

    /// Remembers what the facts should be at this instant, which has to be that of a run.
    void look(TestDatabase source) {
        for (Audit fact : Audit.facts()) {
            var seen = facts.computeIfAbsent(fact.table(), unused -> new TreeMap<>());
            Set<Long> present = new HashSet<>();
            for (List<String> row : fact.expected(source)) {
                long key = Long.parseLong(row.getFirst());
                present.add(key);
                seen.computeIfAbsent(key, unused -> new Seen()).is(row);
            }
            seen.forEach((key, row) -> row.present = present.contains(key));
        }
    }

    /// The warehouse says of now what the source says, and of the past what was looked at.
    void verify(TestDatabase source, TestDatabase warehouse) {
        for (Audit audit : audits) {
            var expected = audit.expected(source);
            var actual = audit.actual(source, warehouse);
            assertThat(expected).as("the audit of " + audit.table()).isNotEmpty();
            if (audit.mayHoldMore()) {
                assertThat(actual).as(audit.table()).containsAll(expected);
            } else {
                assertThat(actual).as(audit.table()).isEqualTo(expected);
            }
        }
        Audit.facts().forEach(fact -> verifyVersions(fact, source, warehouse));
    }

    private void verifyVersions(Audit fact, TestDatabase source, TestDatabase warehouse) {
        List<List<String>> versions = new ArrayList<>();
        facts.getOrDefault(fact.table(), Map.of())
                .values()
                .forEach(seen -> versions.addAll(seen.versions));
        assertThat(fact.versions(source, warehouse))
                .as("versions of " + fact.table())
                .isEqualTo(versions);
    }
}
